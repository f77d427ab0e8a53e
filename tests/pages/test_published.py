import enum
from collections import OrderedDict
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from types import MappingProxyType

import pytest
import yaml

from running_loop.pages.published import front_matter, relink, resolver
from tests.mini import MiniSite

PLACES = {
    "index.md": "index.md",
    "a.md": "a/index.md",
    "deep/b.md": "deep/b/index.md",
    "assets/pic.svg": "assets/pic.svg",
}


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a.md", "[b](deep/b.md)", "[b](../deep/b/index.md)"),
        ("a.md", "[b](deep/b.md#part)", "[b](../deep/b/index.md#part)"),
        ("index.md", "[a](a.md 'title')", "[a](a/index.md 'title')"),
        ("deep/b.md", "![p](../assets/pic.svg)", "![p](../../assets/pic.svg)"),
        ("deep/b.md", '<img src="../assets/pic.svg">', '<img src="../../assets/pic.svg">'),
        ("a.md", "[x]: deep/b.md", "[x]: ../deep/b/index.md"),
        ("a.md", "[x](#here)", "[x](#here)"),
        ("a.md", "[x](https://example.org/a.md)", "[x](https://example.org/a.md)"),
        ("a.md", "[x](unknown.md)", "[x](unknown.md)"),
        ("a.md", "```text\n[b](deep/b.md)\n```\n", "```text\n[b](deep/b.md)\n```\n"),
        ("a.md", "`[b](deep/b.md)`", "`[b](deep/b.md)`"),
        ("a.md", "`` `[b](deep/b.md)` ``", "`` `[b](deep/b.md)` ``"),
        ("a.md", "`<img src='deep/b.md'>` x", "`<img src='deep/b.md'>` x"),
        ("a.md", "`one\n[b](deep/b.md)\nend`", "`one\n[b](deep/b.md)\nend`"),
        ("a.md", "`x` [`b`](deep/b.md) `y`", "`x` [`b`](../deep/b/index.md) `y`"),
        ("a.md", "\\`[b](deep/b.md)`", "\\`[b](../deep/b/index.md)`"),
        ("a.md", "\\\\`[b](deep/b.md)`", "\\\\`[b](deep/b.md)`"),
        ("a.md", "a ` [b](deep/b.md)\n\n`", "a ` [b](../deep/b/index.md)\n\n`"),
        ("a.md", "> a ` [b](deep/b.md)\n>\n> `", "> a ` [b](../deep/b/index.md)\n>\n> `"),
        ("a.md", "`\n\n[x]: deep/b.md\n`", "`\n\n[x]: ../deep/b/index.md\n`"),
        ("a.md", "`\n```\n```\n`[b](deep/b.md)", "`\n```\n```\n`[b](../deep/b/index.md)"),
        ("a.md", "~~~\n```\n~~~\n[b](deep/b.md)", "~~~\n```\n~~~\n[b](../deep/b/index.md)"),
    ],
)
def test_links_follow_the_files(source: str, text: str, expected: str) -> None:
    assert relink(text, resolver(source, PLACES)) == expected


def test_front_matter_is_kept() -> None:
    text = front_matter({"title": "Ä: b", "tags": ["x"]})
    assert text == "---\ntitle: 'Ä: b'\ntags:\n- x\n---\n\n"


def test_no_front_matter_gives_nothing() -> None:
    assert front_matter({}) == ""


class Word(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "another"


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (object(), None),
        (print, None),
        (Word("word"), "word"),
        (Level.HIGH, 3),
        (PurePosixPath("a/b"), "a/b"),
        ((1, [2, {"a": object()}]), [1, [2, {"a": None}]]),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (frozenset({2, 1}), [1, 2]),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (datetime(2026, 1, 1, 10, tzinfo=UTC), datetime(2026, 1, 1, 10, tzinfo=UTC)),
        (1 + 2j, None),
        ("\ud800 \x07 🐍", "\ud800 \x07 🐍"),
        (True, True),
    ],
)
def test_metadata_of_other_plugins_becomes_plain_values(held: object, said: object) -> None:
    text = front_matter({"title": "A", "held": held})
    assert yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n\n")) == {
        "title": "A",
        "held": said,
    }


def test_metadata_that_holds_itself_is_written() -> None:
    held: dict[str, object] = {}
    held["self"] = held
    assert "self: *" in front_matter(held)


def test_an_object_in_the_metadata_stops_no_build(mini: MiniSite) -> None:
    mini.program("print('a')\n", "a\n")
    hook = "def on_page_markdown(markdown, page, **_):\n    page.meta['held'] = object()\n"
    mini.write("hook.py", hook)
    configuration = (mini.place / "mkdocs.yml").read_text()
    mini.write("mkdocs.yml", f"{configuration}hooks:\n  - hook.py\n")
    built = mini.build()
    assert built.status == 0, built.said
    assert "held: null\n" in mini.markdown()
