import pytest

from running_loop.pages import marks, stages
from tests.mini import CONFIGURATION, MiniSite

HEAD = """\
# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# {}
# ///
"""
PROGRAM = """\
\"\"\"Asks a server.\"\"\"
# For <all> of it.
SERVER = {
    "host": "a\\tb &amp; <i>",
    "text": \'\'\'
two
\'\'\',
}


def ask():
    return len(SERVER)


print(ask())
"""
STAGE = HEAD.format('stage = ["SERVER"]')


def built(mini: MiniSite) -> None:
    done = mini.build()
    assert done.status == 0, done.said


def shown(mini: MiniSite) -> str:
    (code,) = mini.html().select(".run .language-python code, .run .highlight code")[:1]
    return code.get_text()


@pytest.mark.parametrize(
    ("setting", "is_folded"),
    [
        ("pymdownx.highlight:\n", True),
        ("pymdownx.highlight:\n      use_pygments: false\n", True),
        ("pymdownx.highlight:\n      linenums: true\n      linenums_style: inline\n", True),
        (
            "pymdownx.highlight:\n      linenums: true\n      linenums_style: pymdownx-inline\n",
            True,
        ),
        ("pymdownx.highlight:\n      line_spans: __span\n", True),
        ("pymdownx.highlight:\n      line_spans: __span\n      anchor_linenums: true\n", True),
        ("pymdownx.highlight:\n      linenums: true\n", False),
    ],
)
def test_a_stage_is_folded_and_the_program_arrives_whole(
    mini: MiniSite,
    setting: str,
    is_folded: bool,  # noqa: FBT001
) -> None:
    mini.write("mkdocs.yml", CONFIGURATION.replace("pymdownx.highlight:\n", setting))
    mini.program(STAGE + PROGRAM, "2\n")
    built(mini)
    folds = mini.html().select(".run .stage")
    assert len(folds) == is_folded
    for fold in folds:
        (switch,) = fold.select("input.stage__fold")
        assert switch.get("aria-label") == "7 lines that set the stage: SERVER"
        held = fold.get_text()
        assert "For <all> of it." in held
        assert held.endswith("}\n")
        assert "def ask" not in held
    assert "stage" not in mini.markdown()
    assert f"```python\n{PROGRAM}```" in mini.markdown()
    assert marks.NONCE not in str(mini.html())


def test_the_program_is_the_same_with_and_without_a_stage(mini: MiniSite) -> None:
    mini.program(STAGE + PROGRAM, "2\n")
    built(mini)
    folded = shown(mini)
    assert folded == PROGRAM
    mini.program(PROGRAM, "2\n")
    built(mini)
    assert shown(mini) == folded


def test_what_only_the_page_shows_runs_nothing_and_keeps_what_was_accepted(mini: MiniSite) -> None:
    mini.program(HEAD.format("") + PROGRAM)
    assert mini.accept().status == 0
    record = (mini.place / "snippets/demo/accepted.toml").read_text()
    built(mini)
    for line in ('stage = ["SERVER", "ask"]', 'timeline = "folded"', 'console = "ask"'):
        mini.write("snippets/demo/a.py", HEAD.format(line) + PROGRAM)
        done = mini.build()
        assert done.status == 0, done.said
        assert "ran " not in done.said
        assert "ot verified" not in mini.html().get_text()
    assert mini.accept().status == 0
    assert (mini.place / "snippets/demo/accepted.toml").read_text() == record


def test_a_program_with_tabs_of_programs_folds_each(mini: MiniSite) -> None:
    mini.program(STAGE + PROGRAM, "2\n")
    mini.program(HEAD.format('stage = ["ask"]') + PROGRAM, "2\n", "demo/b.py")
    mini.page('tabs({"One": "demo/a.py", "Two": "demo/b.py"})', 'snippet("demo/a.py")')
    built(mini)
    labels = [fold.get("aria-label") for fold in mini.html().select(".stage__fold")]
    one, two = "7 lines that set the stage: SERVER", "2 lines that set the stage: ask"
    assert labels == [one, two, one]


@pytest.mark.parametrize(
    ("code", "is_folded"),
    [
        ("<b>a\n</b>b\n", True),
        ("a\nb\n", True),
        ("<b>a\nb</b>\n", False),
        ("a", True),
        ("", False),
    ],
)
def test_lines_whose_tags_go_on_stay_as_they_are(code: str, is_folded: bool) -> None:  # noqa: FBT001
    mark = marks.mark('stage [[1, 1, "1 line"]]')
    page = stages.fold(f"{mark}\n<pre><code>{code}</code></pre>")
    assert ("stage__fold" in page) is is_folded
    assert page.endswith("</code></pre>")


def test_a_mark_without_a_program_vanishes() -> None:
    mark = marks.mark('stage [[1, 1, "1 line"]]')
    assert stages.fold(f"{mark}<p>none</p>") == "<p>none</p>"


def test_a_console_program_shows_its_command_above_its_output(mini: MiniSite) -> None:
    mini.program(HEAD.format('console = "python -m <a>"') + "print('>>> 1')\n", ">>> 1\n")
    built(mini)
    command = mini.html().select_one(".run__console + .language-text, .run__console")
    assert command
    assert command.get_text() == "$ python -m <a>"
    assert "```text\n>>> 1\n```" in mini.markdown()


@pytest.mark.parametrize(
    ("key", "page", "link"),
    [
        ("index.md#signs", "index.md", "#signs"),
        ("index.md#signs", "sub/other.md", "../../#signs"),
        ("https://example.org/a#b", "index.md", "https://example.org/a#b"),
        ("", "index.md", None),
    ],
)
def test_each_timeline_links_to_the_page_that_explains_it(
    mini: MiniSite, key: str, page: str, link: str | None
) -> None:
    setting = f"  - running-loop:\n      timeline_key: '{key}'\n"
    mini.write("mkdocs.yml", CONFIGURATION.replace("  - running-loop\n", setting))
    mini.program("import asyncio\nasyncio.run(asyncio.sleep(0))\n")
    mini.write("docs/index.md", "# A\n\n## Signs\n")
    mini.page('snippet("demo/a.py")', name=page)
    if page == "index.md":
        text = (mini.place / "docs/index.md").read_text()
        (mini.place / "docs/index.md").write_text(f"{text}\n## Signs\n")
    built(mini)
    found = mini.html(page.replace("index.md", "").replace(".md", "/") + "index.html").select(
        ".run__key a"
    )
    assert [item.get("href") for item in found] == ([link] if link else [])


def test_a_key_that_is_no_page_stops_the_build(mini: MiniSite) -> None:
    setting = "  - running-loop:\n      timeline_key: sings.md#signs\n"
    mini.write("mkdocs.yml", CONFIGURATION.replace("  - running-loop\n", setting))
    mini.program("print(1)\n", "1\n")
    done = mini.build()
    assert done.status == 1
    assert "mkdocs.yml: timeline_key names 'sings.md', which is no page" in done.said
