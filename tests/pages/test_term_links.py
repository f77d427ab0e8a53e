"""Which words of a page become links to the glossary."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from running_loop.pages import glossary
from running_loop.pages.glossary import Glossary
from running_loop.pages.page import parsed
from running_loop.pages.term_links import Linker

GLOSSARY = """
# Glossary

## Terms

### context manager { forms="context manager, context managers" }

For `with`, and *no* more than <b>that</b> & "this".

### async context manager { forms="async context manager" }

Another one.

### event { forms="" }

A flag.

### loop { forms="event loop, loop, loops" }

It calls callbacks. Shown by [a](teaches.md#run-demo-a), taught in [one](teaches.md#one).

### C++ (.*)

A term of letters that mean something elsewhere.
"""
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.blocks.tab",
    "pymdownx.superfences",
]


def read() -> Glossary:
    page = parsed("glossary.md", Path("glossary.md"), "docs/glossary.md", GLOSSARY.encode())
    return glossary.read(page, Markdown(extensions=EXTENSIONS).convert(GLOSSARY))


def converted(text: str, *, linking: bool) -> str:
    """Return what Markdown makes of a text, as MkDocs does, with links of terms or without."""
    markdown = Markdown(
        extensions=EXTENSIONS, extension_configs={"pymdownx.blocks.tab": {"alternate_style": True}}
    )
    linker = Treeprocessor(markdown)
    linker.run = Linker(markdown, read(), "glossary.md", set()).link  # type: ignore[method-assign, assignment]
    if linking:
        markdown.treeprocessors.register(linker, "linker", 0.5)
    return markdown.convert(text)


def test_a_glossary_tells_what_each_term_is_and_where_it_is_taught() -> None:
    *_, event, loop, strange = read().terms
    assert event.forms == ()
    assert loop.definition.startswith("It calls callbacks.")
    assert loop.taught == {"teaches.md"}
    assert strange.forms == ("C++ (.*)",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The loop, a loop, the event loop.", [("loop", "loop")]),
        ("Loops turn. Each event loop does.", [("Loops", "loop")]),
        ("The Loop is a band. It has a loop.", [("loop", "loop")]),
        ("One *sentence*.) Loops turn.", [("Loops", "loop")]),
        ("An **event\n   loop** turns.", [("event loop", "loop")]),
        ("- Loops\n- a loop\n", [("Loops", "loop")]),
        ("> a loop\n", [("loop", "loop")]),
        ("| a loop |\n|---|\n| two loops |\n", [("loops", "loop")]),
        ("An async context manager.", [("async context manager", "async-context-manager")]),
        (
            "An async context manager is a context manager.",
            [
                ("async context manager", "async-context-manager"),
                ("context manager", "context-manager"),
            ],
        ),
        ("Any event, and Event.", []),
        ("A for-loop, loop-free, loop.time, a.loop, loop_factory, looping, aloop.", []),
        (r"A loop\_factory, and a \_loop.", []),
        ("`loop`, [a loop](index.md), and the loop.", []),
        ("[`x` and a **loop**](index.md), and the loop.", []),
        ("A <kbd>loop</kbd> and <a href='x'>a loop</a>, and the loop.", []),
        ("A <span>first loop</span><br>and a loop.", [("loop", "loop")]),
        ("## A loop\n\n### The loop\n\nNothing.", []),
        ("<div>a loop</div>\n\n<!-- a loop -->\n\n    a loop\n", []),
        ("![a loop](index.md)\n", []),
        ("/// tab | A loop\n\nInside the loop.\n\n///\n", [("loop", "loop")]),
        ("<details markdown><summary>A loop</summary>\n\nloops\n\n</details>", [("loops", "loop")]),
        ("Learn C++ (.*) now.", [("C++ (.*)", "c")]),
        ("A&nbsp;loop, a <!-- c -->loop", [("loop", "loop")]),
        ("A [^1].\n\n[^1]: A loop.\n", [("loop", "loop")]),
        ("term\n: A loop.\n", [("loop", "loop")]),
        ('<div class="run" markdown>\n\nA loop.\n\n</div>\n\nloops', [("loops", "loop")]),
        ('!!! note "A loop"\n\n    Two loops.\n', [("loops", "loop")]),
        ('Done: "Loops". Why? (Loops.)', [("Loops", "loop")]),
        ("&lt;loop&gt; &amp; 1 < 2", [("loop", "loop")]),
    ],
)
def test_the_first_use_of_a_term_is_linked(text: str, expected: list[tuple[str, str]]) -> None:
    html = BeautifulSoup(converted(text, linking=True), "html.parser")
    links = html.select("a.term")
    found = [(" ".join(link.get_text().split()), str(link["href"])) for link in links]
    assert found == [(words, f"glossary.md#{name}") for words, name in expected]
    plain = BeautifulSoup(converted(text, linking=False), "html.parser")
    assert html.get_text() == plain.get_text()
