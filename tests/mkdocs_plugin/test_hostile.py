"""Whatever a program or a page says stays text: hostile sites, opened in a real browser."""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from playwright.sync_api import Browser
from pytest_codeblocks import extract_from_file

from running_loop.fence import fences
from tests.mini import CONFIGURATION, MiniSite
from tests.test_site import answer

HOME = "https://example.org/mini/"
SCRIPT = "<script>owned()</script>"
IMAGE = '<img src="x" onerror="owned()">'
MARK = '<!--timeline {"": "demo/output.py"}-->'
# Names, and how they are shown if that is not letter by letter.
NAMES = {
    f"line\n<!--/timeline-->\n{SCRIPT}\n": f"line␊<!--/timeline-->␊{SCRIPT}␊",
    f"fence\n```\n\n{SCRIPT}\n\n```": f"fence␊```␊␊{SCRIPT}␊␊```",
    f"long fence\r\n``````\r\n{IMAGE}": f"long fence␍␊``````␍␊{IMAGE}",
    f"return\r{SCRIPT}": f"return␍{SCRIPT}",
    f"vertical\x0b{IMAGE}": f"vertical␋{IMAGE}",
    f"form\x0c{IMAGE}": f"form␌{IMAGE}",
    "separators\x1c\x1d\x1e\x1f": "separators␜␝␞␟",
    "next line\x85.": r"next line\x85.",
    "line\u2028and paragraph\u2029.": r"line\u2028and paragraph\u2029.",
    "bidi \u202egnp.exe\u202c \u2066\u2069\u200f": r"bidi \u202egnp.exe\u202c \u2066\u2069\u200f",
    "zero\x00.": "zero␀.",
    "surrogate \udcff \ud800": r"surrogate \udcff \ud800",
    "colour \x1b[31mred\x1b[0m \x1b]0;title\x07.": "colour red .",
    "escape \x1b": "escape ␛",
    "\ufeffmark of order": r"\ufeffmark of order",
    f"</svg></title></desc>{SCRIPT}": "",
    f"</template></details></div>{IMAGE}": "",
    f"</style></textarea>--></script>{SCRIPT}": "",
    f"<![CDATA[ ]]>{SCRIPT}<?php ?>": "",
    "\"onload=owned() x='y` z": "",
    "&lt;b&gt; &amp;amp; &#60;script&#62;": "",
    "<!--colours 0--><!--/colours-->": "",
    MARK: "",
    "<!--pytest.mark.skip-->": "",
    "**bold** _it_ [a](javascript:owned()) `code`": "",
    "{{ 7 * 7 }} {% raw %} --8<-- 'x' \\ \\n": "",
    "///// tab | x": "",
    "\U0001f389 ä \u4e2d \u0627\u0644 e\u0301": "",
    "\x02wzxhzdk:0\x03 klzzwxh:0000": "␂wzxhzdk:0␃ klzzwxh:0000",
    "a:b/c.py:d": "",
}
EACH = 6  # a drawing has 16 lanes at most, and 60 things are said of it
GROUPS = [dict(list(NAMES.items())[first : first + EACH]) for first in range(0, len(NAMES), EACH)]
NAMED = """
import asyncio

async def main():
    names = {names}
    await asyncio.gather(*[asyncio.create_task(asyncio.sleep(0), name=name) for name in names])

asyncio.run(main())
"""
# What else a program gives a name to: functions, coroutines, types, errors, what it enters.
NAMING = """
import asyncio

HOSTILE = {name}

class Future(asyncio.Future):
    pass

async def fails():
    raise ValueError(HOSTILE)

async def waits():
    future = Future()
    asyncio.get_running_loop().call_later(0.01, called, future)
    await future

def called(future):
    future.set_result(None)

def thread():
    raise KeyError(HOSTILE)

async def main():
    coroutine = waits()
    coroutine.__qualname__ = HOSTILE
    with_name = asyncio.create_task(coroutine)
    with_name.set_name("Task-1")
    await asyncio.gather(
        with_name, fails(), asyncio.to_thread(thread), return_exceptions=True
    )

Future.__name__ = Future.__qualname__ = HOSTILE
for function in (fails, called, thread):
    function.__qualname__ = function.__name__ = HOSTILE
asyncio.run(main())
"""
OUTPUTS = [
    MARK,
    '<!--timeline {"": "demo/none.py"}-->',
    "<!--timeline {nothing}-->",
    "<!--/timeline-->",
    "<!--colours 0-->",
    "<!--colours 99999--> x <!--/colours-->",
    "<!--pytest.mark.skip-->",
    "<!--pytest-codeblocks:skipfile-->",
    "<!--pytest-codeblocks:expected-output-->",
    "<!-- not closed",
    "-->",
    "```",
    "``````python",
    "</code></pre></div></details>",
    SCRIPT,
    IMAGE,
    "&lt;script&gt; &amp; &#x3c;",
    "/// tab | x",
    "</template><svg onload=owned()>",
    "# heading",
    "[link](javascript:owned())",
    "---",
    "<!--0123456789abcdef0123456789abcdef /timeline-->",
]
PRINTED = "".join(f"before {n}\n{text}\nafter {n}\n" for n, text in enumerate(OUTPUTS))
PRINTING = (
    "\"\"\"<!--/timeline-->{script}\x0b</title>\"\"\"\n\nimport asyncio\n\nTEXT = r'''{text}'''\n\n"
)
PRINTING += 'async def main():\n    print(TEXT, end="")\n\nasyncio.run(main())\n'
TITLES = [
    f"T1 {SCRIPT}",
    "T2 **bold** `code` [a](b) _x_",
    "T3 {: onclick=owned() } | \"'",
    "T4 <!--/timeline--> &lt;",
]
FILES = [
    "de<b>mo/\"x'.py",
    "odd/a`b*c_[d](e).py",
    "odd/--><script>owned().py",
    "odd/a&amp;b #1?.py",
    "odd/three_at_once {x}.py",
]
PROSE = [
    MARK,
    '<!--timeline {"": "demo/none.py"}-->',
    "<!--timeline {nothing}-->",
    "<!--colours 0-->",
    "<!--colours 99999-->",
    "<!--/colours-->",
    "<!--/timeline-->",
    "<!--pytest: a note-->",
    "<!--0123456789abcdef0123456789abcdef timeline {}-->",
    f"`{MARK}` and `<!--colours 0-->` and `<!--pytest-->`",
    f"```html\n{MARK}\n<!--/timeline-->\n<!--pytest.mark.skip-->\n```",
    f"    {MARK}\n    <!--/timeline-->",
    f"- {MARK}",
    'A <!--pytest--> word, <img alt="<!--pytest x-->" src="data:,"> and a word.',
]
PAGES = ["names", "output", "titles", "files", "statements", "kernel"]


class Hostile:
    """A site with all of it, built once, and what was heard when its pages were opened."""

    def __init__(self, folder: Path) -> None:
        self.site = MiniSite(folder)
        self.site.write("mkdocs.yml", CONFIGURATION.replace("plugins:\n", "plugins:\n  - search\n"))
        self._names()
        self._programs()
        self._files()
        self._prose()
        self.accepted = self.site.accept()
        self.built = self.site.build()

    def _names(self) -> None:
        for number, group in enumerate(GROUPS):
            self.site.program(NAMED.format(names=ascii(list(group))), name=f"demo/named{number}.py")
        naming = NAMING.format(name=ascii(f"q\n<!--/timeline-->\n{SCRIPT}"))
        self.site.program(naming, name="demo/naming.py")
        names = [f"demo/named{number}.py" for number in range(len(GROUPS))]
        self.site.page(*map(_placed, [*names, "demo/naming.py"]), name="names.md")

    def _programs(self) -> None:
        text = PRINTING.format(script=SCRIPT, text=PRINTED)
        (self.site.place / "snippets/demo/output.py").write_text(text, encoding="utf-8")
        self.site.page(_placed("demo/output.py"), name="output.md")
        titles = {title: f"demo/named{n}.py" for n, title in enumerate(TITLES)}
        self.site.page(f"compare({titles!r})", f"tabs({titles!r})", name="titles.md")

        rows = [
            {
                "says": f"Line {number}.",
                "verdict": "true",
                "because": "It is.",
                "proofs": [{"program": "demo/output.py", "line": line}],
            }
            for number, line in enumerate(OUTPUTS)
        ]
        self.site.write("snippets/demo/rows.yml", json.dumps(rows))
        self.site.page('checked("demo/rows.yml")', name="statements.md")
        self.site.page(_placed("demo/named0.py"), f"print({PRINTED!r}, end='')", name="kernel.md")

    def _files(self) -> None:
        for name in FILES:
            self.site.program(NAMED.format(names="['a']"), name=name)
        self.site.page(*map(_placed, FILES), name="files.md")

    def _prose(self) -> None:
        parts = [f"before-{n}.\n\n{text}\n\nafter-{n}." for n, text in enumerate(PROSE)]
        parts.insert(len(parts) // 2, f"```python\n{_placed('demo/named0.py')}\n```")
        text = "\n\n".join(["---\nexecute: true\n---\n\n# Prose", *parts])
        self.site.write("docs/index.md", f"{text}\n")

    def article(self, name: str) -> Tag:
        found = self.site.html(f"{name}/index.html").select_one("article")
        assert found
        return found

    def said(self, name: str) -> list[str]:
        """Return the lines of the words of all timelines in the published Markdown of a page."""
        text = self.site.markdown(f"{name}/index.md")
        words = text.split('<details class="timeline"')[1:]
        return [line for part in words for line in next(fences(part)).text.split("\n")]


def _placed(name: str) -> str:
    return f"snippet({json.dumps(name)})"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    made = Hostile(tmp_path_factory.mktemp("hostile"))
    assert made.built.status == 0, made.accepted.said + made.built.said
    assert "Traceback" not in made.built.said
    return made


@pytest.fixture
def heard(browser: Browser, hostile: Hostile) -> Iterator[tuple[Any, list[str]]]:
    """Give a page of a browser, and what it hears of scripts that are not the theme's."""
    heard: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.expose_function("owned", lambda: heard.append("a script ran"))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("pageerror", lambda error: heard.append(str(error)))
    folder = hostile.site.place / "site"
    page.route(f"{HOME}**", functools.partial(answer, home=HOME, folder=folder))
    yield page, heard
    context.close()


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in PAGES)])
def test_no_script_runs(heard: tuple[Any, list[str]], name: str) -> None:
    page, said = heard
    page.goto(HOME + name, wait_until="networkidle")
    assert page.locator("article h1").count() == 1
    for timeline in page.locator("details").all():
        timeline.evaluate("element => element.open = true")
    assert said == []
    assert page.locator("article script, article [onerror], article [onload]").count() == 0


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
def test_a_name_is_one_line_wherever_it_goes(hostile: Hostile, name: str, shown: str) -> None:
    expected = shown or name
    assert f"main creates {expected}" in [
        line.partition("  ")[2].partition(" (line")[0] for line in hostile.said("names")
    ]
    article = hostile.article("names")
    told = [item.get_text() for item in article.select(".timeline__words li")]
    assert sum(f" main creates {expected}" in line for line in told) == 1
    titles = [title.get_text() for title in article.select("svg title")]
    assert any(title.startswith(f"{expected}, ") for title in titles)
    steps = [json.loads(item.decode_contents()) for item in article.select("template")]
    assert expected in [lane for held in steps for lane, _ in held["lanes"]]


def test_all_that_is_told_is_one_line_each(hostile: Hostile) -> None:
    lines = list(filter(None, hostile.said("names")))
    assert len(lines) > 2 * len(NAMES)
    assert [line for line in lines if not re.match(r"\d+\.\d\d m?s  \S", line)] == []
    assert any(
        "gives q␊<!--/timeline-->␊<script>owned()</script> to a thread" in line for line in lines
    )


@pytest.mark.parametrize("page", ["output", "kernel"])
def test_all_that_was_printed_is_there_once(hostile: Hostile, page: str) -> None:
    shown = [item.get_text() for item in hostile.article(page).select(".language-text code")]
    assert shown.count(PRINTED) == 1
    assert PRINTED in [fence.text for fence in fences(hostile.site.markdown(f"{page}/index.md"))]


def test_the_data_hold_all_that_was_printed(hostile: Hostile) -> None:
    assert outputs(hostile)["snippets/demo/output.py"] == PRINTED


def test_lines_that_prove_a_statement_are_text(hostile: Hostile) -> None:
    rows = hostile.article("statements").select("ol > li.statement")
    assert [row.select("li code")[0].get_text() for row in rows] == OUTPUTS
    assert hostile.article("statements").select("li.statement li.statement") == []


def test_the_search_reads_all_of_it_once(hostile: Hostile) -> None:
    index = json.loads((hostile.site.place / "site/search/search_index.json").read_text())
    texts = [item["text"] for item in index["docs"] if item["location"] == "output/"]
    assert sum(text.count(f"after {len(OUTPUTS) - 1}") for text in texts) == len(
        ["program", "output"]
    )
    prose = [item["text"] for item in index["docs"] if item["location"] == ""]
    assert [sum(text.count(f"after-{n}.") for text in prose) for n in range(len(PROSE))] == [
        1 for _ in PROSE
    ]


def outputs(hostile: Hostile) -> dict[str, str]:
    held = json.loads((hostile.site.place / "site/recordings.json").read_text())
    return {item["path"]: item["outputs"][0]["output"] for item in held["programs"]}


def test_the_title_of_a_program_is_one_line(hostile: Hostile) -> None:
    held = json.loads((hostile.site.place / "site/recordings.json").read_text())
    (title,) = [item["title"] for item in held["programs"] if item["path"].endswith("/output.py")]
    assert title == f"<!--/timeline-->{SCRIPT}␋</title>"


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_text(hostile: Hostile, title: str) -> None:
    article = hostile.article("titles")
    shown = title.replace("\n", "␊")
    labels = [label.get_text() for label in article.select(".tabbed-labels label")]
    assert labels.count(shown) == 2
    assert [item.get_text() for item in article.select("figcaption")].count(shown) == 1
    assert shown in article.select("summary")[0].get_text()


def test_the_names_of_files_are_text(hostile: Hostile) -> None:
    article = hostile.article("files")
    links = article.select(".run__title a")
    assert [link.get_text() for link in links] == [Path(name).name for name in FILES]
    commands = [code.get_text() for code in article.select(".run__facts code")]
    assert len(commands) == len(FILES)
    assert len({item["id"] for item in article.select(".run__title")}) == len(FILES)
    assert len(article.select("details.timeline")) == len(FILES)


@pytest.mark.parametrize("number", range(len(PROSE)))
def test_what_a_page_says_before_and_after_a_mark_is_there(hostile: Hostile, number: int) -> None:
    texts = hostile.site.html().select("article")[0].get_text(), hostile.site.markdown()
    for text in texts:
        places = [text.index(f"{word}-{number}.") for word in ("before", "after")]
        assert places == sorted(places)
        assert [text.count(f"{word}-{number}.") for word in ("before", "after")] == [1, 1]
    assert PROSE[number] in texts[1]


def test_comments_of_a_page_become_nothing(hostile: Hostile) -> None:
    article = hostile.site.html().select("article")[0]
    assert len(article.select("details.timeline")) == 1
    assert [image["alt"] for image in article.select("img")] == ["<!--pytest x-->"]
    assert "A  word," in article.get_text()


def test_no_mark_is_published(hostile: Hostile) -> None:
    folder = hostile.site.place / "site"
    texts = [*folder.rglob("*.html"), *folder.rglob("*.md"), *folder.rglob("*.json")]
    found = {mark for path in texts for mark in re.findall("<!--([0-9a-f]{32})", path.read_text())}
    assert found == {"0123456789abcdef0123456789abcdef"}


def test_the_tests_take_the_blocks_of_the_build_and_no_other(hostile: Hostile) -> None:
    for page, programs in (("names", len(GROUPS) + 1), ("output", 1), ("files", len(FILES))):
        blocks = extract_from_file(hostile.site.place / "site" / page / "index.md")
        taken = [block for block in blocks if block.syntax == "python"]
        assert len(taken) == programs
        assert all(len(block.marks) == 1 for block in taken)
    (block,) = [
        block
        for block in extract_from_file(hostile.site.place / "site/output/index.md")
        if block.marks
    ]
    assert block.expected_output == PRINTED


@pytest.mark.parametrize("page", PAGES)
def test_another_generator_makes_the_same_of_the_published_markdown(
    hostile: Hostile, page: str
) -> None:
    extensions = ["attr_list", "md_in_html", "pymdownx.blocks.html", "pymdownx.superfences"]
    tabs = {"pymdownx.blocks.tab": {"alternate_style": True}}
    markdown = Markdown(extensions=[*extensions, *tabs], extension_configs=tabs)
    text = hostile.site.markdown(f"{page}/index.md").split("---\n\n", 1)[1]
    made = BeautifulSoup(markdown.convert(text), "html.parser")
    article = hostile.article(page)
    for kind in ("details.timeline", ".run", ".run__title", ".run__facts", "summary", "label"):
        ours = [item.get_text() for item in article.select(kind) if item.get_text() != "In words"]
        theirs = [item.get_text() for item in made.select(kind)]
        assert len(ours) == len(theirs)
        assert kind in ("details.timeline", ".run") or ours == theirs
    codes = [item.get_text() for item in made.select(".statement li code")]
    assert codes == (OUTPUTS if page == "statements" else [])
    assert made.select("script, img, svg, [onclick]") == []


def test_the_published_markdown_is_the_same_in_the_next_build(hostile: Hostile) -> None:
    pages = [hostile.site.markdown(f"{name}/index.md") for name in ("names", "titles")]
    assert hostile.site.build().status == 0
    assert [hostile.site.markdown(f"{name}/index.md") for name in ("names", "titles")] == pages
