import json

import pytest

from tests.mini import MiniSite

FRONT = "---\nexecute: true\n{}---\n\n# Secret\n\nSecret words.\n\n"
CELL = '```python\nsnippet("{}")\n```\n'
ENCRYPT = '  - encryptcontent: {global_password: "", search_index: encrypted}\n'


def site(mini: MiniSite, setting: str) -> None:
    """Make a site with an open page and one of which only readers who may shall know."""
    mini.write("snippets/demo/helper.py", "TEXT = 'from the helper'\n")
    for name in ("open", "both", "secret"):
        mini.write(f"snippets/demo/{name}.py", f"print('text of {name}')\n")
        mini.write(f"snippets/demo/{name}.out", f"text of {name}\n")
    text = "import helper\nprint(helper.TEXT)\nprint('text of secret')\n"
    mini.write("snippets/demo/secret.py", text)
    mini.write("snippets/demo/secret.out", "from the helper\ntext of secret\n")
    mini.page('snippet("demo/open.py")', 'snippet("demo/both.py")')
    cells = CELL.format("demo/secret.py") + "\n" + CELL.format("demo/both.py")
    mini.write("docs/secret.md", FRONT.format(setting) + cells)


def found(mini: MiniSite, text: str) -> set[str]:
    """Return the names of the published files that hold a text."""
    folder = mini.place / "site"
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix() for path in files if text.encode() in path.read_bytes()
    }


def test_a_page_that_says_so_is_not_published_as_markdown(mini: MiniSite) -> None:
    site(mini, "published-markdown: false\n")
    built = mini.build("--no-strict")
    assert built.status == 0, built.said
    for text in ("Secret words", "text of secret", "from the helper"):
        assert found(mini, text) - {"secret/index.html"} == set()
    assert "secret/index.html" in found(mini, "text of secret")
    assert "snippets/demo/both.py" in found(mini, "text of both")
    title, *_ = mini.html("secret/index.html").select(".run__title")
    assert title.get_text() == "secret.py"
    assert not title.select("a")
    recorded = json.loads((mini.place / "site/recordings.json").read_text())
    paths = [program["path"] for program in recorded["programs"]]
    assert paths == ["snippets/demo/both.py", "snippets/demo/open.py"]


@pytest.mark.parametrize("name", ["open.md", "below/page.md"])
@pytest.mark.parametrize("end", ["", "#run-demo-secret"])
def test_a_link_to_a_program_that_is_left_out_leads_nowhere(
    mini: MiniSite, name: str, end: str
) -> None:
    site(mini, "published-markdown: false\n")
    up = "../" * name.count("/")
    mini.write(f"docs/{name}", f"# Open\n\n[a]({up}snippets/demo/secret.py{end})\n")
    built = mini.build()
    assert built.status != 0
    assert f"{name}: links to snippets/demo/secret.py, which is left out" in built.said
    mini.write(f"docs/{name}", f"# Open\n\n[a]({up}snippets/demo/both.py)\n")
    assert mini.build().status == 0


def test_an_encrypted_page_stands_nowhere_in_clear(mini: MiniSite) -> None:
    path = mini.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("plugins:\n", "plugins:\n  - search\n") + "")
    text = path.read_text().replace("  - execute\n", "  - execute\n" + ENCRYPT)
    path.write_text(text)
    site(mini, "password: correct-horse-battery-staple-77\n")
    built = mini.build("--no-strict")
    assert built.status == 0, built.said
    for secret in ("Secret words", "text of secret", "from the helper", "correct-horse"):
        assert found(mini, secret) == set()
    assert "index.md" in found(mini, "text of open")


@pytest.mark.parametrize(
    "line", ["published-markdown: nope", "published_markdown: false", "Published-Markdown: false"]
)
def test_a_setting_that_withholds_nothing_is_refused(mini: MiniSite, line: str) -> None:
    site(mini, f"{line}\n")
    built = mini.build()
    assert built.status != 0
    assert f"docs/secret.md:3: '{line}' does not withhold the page's Markdown" in built.said
