import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_codeblocks.main import extract_from_file

from running_loop.accepted.frames import settled
from running_loop.pages.page import read
from running_loop.programs.snippets import load
from tests import ROOT
from tests.mini import MiniSite
from tests.site_pages import DOCS, address, pages

PROGRAM = 'print("{% if x %}yes{% endif %}", "{{ 1 + 1 }}", "{# #}")\n'
PRINTED = "{% if x %}yes{% endif %} {{ 1 + 1 }} {# #}\n"
CELL = '```python\nsnippet("demo/a.py")\n```\n'
TEXTS = {
    "empty lines first": ("print('\\n\\nx')\n", "\n\nx\n"),
    "empty lines only": ("print('\\n\\n')\n", "\n\n\n"),
    "blanks at ends": ("print('  a  \\n \\n\\tb\\t')\n", "  a  \n \n\tb\t\n"),
    "tabs": ('if 1:\n\tprint("x\ty")\n', "x\ty\n"),
    "tab first": ('(\n\tprint("\ty"))\n', "\ty\n"),
    "fences": ("print('```\\n~~~\\n````python\\n```')\n", "```\n~~~\n````python\n```\n"),
    "form feed": ("print('a\\fb')\n\x0c\nx = 1\n", "a\u240cb\n"),
    "progress": ("print('1%\\r2%\\x1b(B\\x1b[mend')\n", None),
    "HTML": ("print('<b>&amp;</b>', '</code></pre><!-- -->')\n", None),
    "marks": ("print('<!--colours 0-->x<!--/colours-->')\n", None),
    "macros": (PROGRAM, PRINTED),
    "snippets": ("print('''\n--8<-- \"secret.txt\"\n;--8<--\n''')\n", None),
    "critic": ("print('{++a++}{--b--}{~~c~>d~~}{==e==}{>>f<<}')\n", None),
    "symbols": ("print('(c) :smile: ++ctrl++ ==m== https://example.org HTML --> ...')\n", None),
    "long": ("print('x' * 20000 + '  y')\n", "x" * 20000 + "  y\n"),
    "spaces first": ("print('    code\\n\\n    - item')\n", "    code\n\n    - item\n"),
    "words of ours": ("print('runningloop0123456789abcdef' 'x1z')\n", None),
    "no end": ("import sys\nsys.stdout.write('a')", "a\n"),
}
EXTENSIONS = """\
  - abbr
  - pymdownx.critic
  - pymdownx.emoji
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets
  - pymdownx.striphtml
"""


def extend(mini: MiniSite, *plugins: str, extensions: str = "") -> None:
    path = mini.place / "mkdocs.yml"
    text = path.read_text().replace(
        "plugins:\n", "plugins:\n" + "".join(f"  - {item}\n" for item in plugins)
    )
    path.write_text(text + extensions)


def shown(browser: Browser, page: Path) -> list[str]:
    """Return the text of each block of code on a page, as a reader's browser has it."""
    tab = browser.new_page(java_script_enabled=True)
    tab.goto(page.as_uri())
    script = "[...document.querySelectorAll('article .run pre code')].map(e => e.textContent)"
    texts: list[str] = tab.evaluate(script)
    tab.close()
    return texts


def twin(page: Path) -> list[str]:
    """Return the programs and outputs that pytest-codeblocks reads from a published page."""
    return [
        text
        for block in extract_from_file(page, max_num_lines=100_000)
        for text in (block.code, block.expected_output)
        if block.marks and text is not None
    ]


@pytest.mark.parametrize("is_hostile", [False, True])
def test_what_is_shown_is_what_was_printed(
    mini: MiniSite,
    browser: Browser,
    is_hostile: bool,  # noqa: FBT001
) -> None:
    if is_hostile:
        extend(mini, "macros", "search", extensions=EXTENSIONS)
        mini.write("secret.txt", "secret")
    names = [f"demo/{name.replace(' ', '_')}.py" for name in TEXTS]
    for name, (program, _) in zip(names, TEXTS.values(), strict=True):
        mini.write("snippets/demo/x", "").with_name(Path(name).name).write_text(program)
    mini.page(*(f'snippet("{name}")' for name in names))
    assert mini.accept().status == 0
    built = mini.build()
    assert built.status == 0, built.said
    expected = []
    for name, (program, printed) in zip(names, TEXTS.values(), strict=True):
        accepted = (mini.place / "snippets" / name).with_suffix(".out").read_text()
        assert printed in (None, accepted)
        expected += [program if program.endswith("\n") else f"{program}\n", accepted]
    assert twin(mini.place / "site/index.md") == expected
    assert shown(browser, mini.place / "site/index.html") == expected


@pytest.mark.parametrize("setting", ["linenums: true", "use_pygments: false", "auto_title: true"])
def test_other_ways_to_highlight_show_it_too(mini: MiniSite, setting: str) -> None:
    path = mini.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("pygments_lang_class: true", setting))
    mini.program("if 1:\n\tprint('\\n\\tx  ')\n", "\n\tx  \n")
    built = mini.build()
    assert built.status == 0, built.said
    texts = [code.get_text() for code in mini.html().select(".run pre > code")]
    assert texts[-2:] == ["if 1:\n\tprint('\\n\\tx  ')\n", "\n\tx  \n"]


def test_cells_of_a_kernel_are_shown_as_they_are(mini: MiniSite, browser: Browser) -> None:
    extend(mini, "macros")
    cell = 'if 1:\n\tprint("\\n\\t{{ 1 }} {% x %}  ")'
    mini.page(cell, "print('~~~')")
    built = mini.build()
    assert built.status == 0, built.said
    expected = [f"{cell}\n", "\n\t{{ 1 }} {% x %}  \n", "print('~~~')\n", "~~~\n"]
    assert twin(mini.place / "site/index.md") == expected
    assert shown(browser, mini.place / "site/index.html") == expected


def written(mini: MiniSite, text: str) -> None:
    mini.program("print('a')\n", "a\n")
    (mini.place / "docs/index.md").write_text(
        f"---\nexecute: true\n---\n\n# Page\n\n{text}\nTAIL\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"<!-- not ready\n\n{CELL}\n-->\n", 9),
        (f"<!-- not ready\n{CELL}-->\n", 8),
        (f"said <!-- in\n\na line\n{CELL}\n--> so\n", 10),
        (f"<details>\n<summary>x</summary>\n\n{CELL}\n</details>\n", 10),
        (f"<pre>\n{CELL}</pre>\n", 8),
        (f"<div>\n\n{CELL}\n", 9),
        (f"<script>\n{CELL}</script>\n", 8),
        (f"<table><tr><td>\n\n{CELL}\n</td></tr></table>\n", 9),
        (f"{CELL}\n<!--\n\n{CELL}\n-->\n", 13),
        (f"The <script> element\n\n{CELL}\n", 9),
        (f"The <Textarea rows='1'> element\n\n{CELL}\n", 9),
        (f"<title markdown>\n\n{CELL}\n</title>\n", 9),
    ],
)
def test_a_cell_in_a_comment_or_raw_html_is_refused(mini: MiniSite, text: str, line: int) -> None:
    written(mini, text)
    built = mini.build()
    assert built.status != 0
    assert f"docs/index.md:{line}: demo/a.py would be lost: the cell stands in" in built.said
    assert "Traceback" not in built.said
    assert not (mini.place / "site").exists()


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- one line -->\n{CELL}",
        f"<!-- unclosed\n\n{CELL}",
        f"```text\n<!--\n```\n\n{CELL}",
        f"`<!--` in code\n\n{CELL}",
        f"`<script>`, <b title='<style>'>said</b>, <iframe></iframe>\n\n{CELL}",
        f"~~~\n<pre>\n~~~\n{CELL}",
        f"<details markdown>\n<summary>x</summary>\n\n{CELL}\n</details>\n",
        f"- item\n{CELL}- item\n",
        f"text\n{CELL}text\n\n-->\n",
    ],
)
def test_what_only_looks_like_a_comment_swallows_nothing(mini: MiniSite, text: str) -> None:
    written(mini, text)
    built = mini.build()
    assert built.status == 0, built.said
    html = mini.html()
    assert [code.get_text() for code in html.select(".run pre code")] == ["print('a')\n", "a\n"]
    assert html.select_one(".run > .run__title > a")
    assert "markdown=" not in str(html.select_one("article"))
    assert "TAIL" in html.select("article p")[-1].get_text()


def test_a_fence_that_is_never_closed_is_refused(mini: MiniSite) -> None:
    written(mini, f"````text\nopen\n\n{CELL}")
    built = mini.build()
    assert built.status != 0
    assert "docs/index.md:7: ````text is never closed" in built.said


HOOKS = {
    "on_page_markdown(markdown, **_): return re.sub('runningloop[0-9a-z]+', '', markdown)": "took",
    "on_page_markdown(markdown, **_): return markdown + markdown": "doubled",
    "on_page_markdown(markdown, **_): return markdown.replace('runningl', '    runningl')": "moved",
    "on_post_page(output, **_): return output.replace('\\t', '    ')": "changed",
    "on_post_page(output, **_): return output.replace('</h1>', '</h1><p id=run-demo-a id=\"x\">')"
    ".replace('<p id=run-demo-a id=\"x\">', '<p id=\"run-demo-a\">')": "id run-demo-a",
}


@pytest.mark.parametrize(("hook", "said"), HOOKS.items())
def test_who_changes_what_was_placed_stops_the_build(mini: MiniSite, hook: str, said: str) -> None:
    mini.program("if 1:\n\tprint(1)\n", "1\n")
    mini.write("hooks.py", f"import re\n\ndef {hook}\n")
    extend(mini, extensions="hooks:\n  - hooks.py\n")
    built = mini.build()
    assert built.status != 0
    assert re.search(rf"docs/index\.md.*{said}", built.said), built.said
    assert "Traceback" not in built.said


def test_a_page_that_is_changed_elsewhere_is_published(mini: MiniSite) -> None:
    mini.program("print(1)\n", "1\n")
    mini.write("hooks.py", "def on_page_markdown(markdown, **_): return markdown + '\\nmore\\n'\n")
    extend(mini, extensions="hooks:\n  - hooks.py\n")
    assert mini.build().status == 0
    assert mini.markdown().endswith("\nmore\n")
    assert "runningloop" not in mini.markdown() + str(mini.html())


def test_a_program_that_is_placed_twice_has_one_address(mini: MiniSite) -> None:
    mini.program("print(1)\n", "1\n")
    mini.page('snippet("demo/a.py")\nsnippet("demo/a.py")', 'tabs({"A": "demo/a.py"})')
    built = mini.build()
    assert built.status == 0, built.said
    assert len(mini.html().select(".run")) == 3
    assert len(mini.html().select("#run-demo-a")) == 1


def different(outputs: Iterable[str]) -> set[str]:
    """Return the outputs a page shows: one of those that differ in a library's frames alone."""
    found: list[str] = []
    for output in filter(None, outputs):
        if not any(settled(output, like) == like for like in found):
            found.append(output)
    return set(found)


def test_the_published_pages_show_what_was_printed(browser: Browser, published: Path) -> None:
    """Read all programs and outputs of the site back from its HTML and its Markdown."""
    recorded = json.loads((published / "recordings.json").read_text(encoding="utf-8"))["programs"]
    programs = {program["path"].partition("/")[2]: program for program in recorded}
    for page in pages():
        folder = published / address(page)
        texts = shown(browser, folder / "index.html")
        for name in read(DOCS, page).programs:
            first, *rest = programs[name]["outputs"]
            is_free = programs[name]["any-order"] or first["verdict"] == "measured"
            outputs = different(item["output"] for item in [first, *([] if is_free else rest)])
            assert {load(ROOT / "snippets", name).body, *outputs} <= {*texts}, name
        assert {*twin(folder / "index.md")} <= {*texts}
