"""Privacy: whether a program or a cell told something of who builds the site."""

import base64
import html
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from running_loop.problem import Problem
from running_loop.processes.builder import SHORTEST_VALUE, Private, private
from running_loop.programs.snippets import Snippet
from running_loop.runs.recording import Recording

if TYPE_CHECKING:  # its import takes long, and programs begin before it
    from nbformat import NotebookNode

# What HTML, and Markdown, may have between letters that the page or its search shows as a word.
TAG = re.compile(r"(?s)<!--.*?-->|<[^<>]*>")
SIGN = re.compile(r"[\\*`~]")
JSON_TEXT = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')


@dataclass(frozen=True)
class Told:
    """Something private that a text tells, and the number of the line."""

    private: Private
    line: int

    def problem(self, place: str, where: str) -> Problem:
        """Return the message, which does not repeat it."""
        found = f"told {self.private.what}, {where}"
        return Problem(place, found, "nothing of who builds the site", self.private.remedy)


def told(text: str, may_tell: Callable[[str], bool] = lambda _: False) -> Told | None:
    """Return what a text tells of who builds the site, or None.

    Args:
        text: What is to be shown.
        may_tell: Tells whether something may be shown all the same.
    """
    searched = _Searched(text)
    if not searched.is_suspect:  # hundreds are asked, and hardly any is
        return None
    for item in private():
        position = searched.position(item)
        if position is not None and not may_tell(item.value):
            return Told(item, text.count("\n", 0, position) + 1)
    return None


def problem(recording: Recording) -> Problem | None:
    """Return what a program told of who builds the site, or None.

    What stands in the program itself, or in a file of it, is no secret of the builder.
    """
    snippet = recording.snippet
    for text, place in _shown(recording):
        found = told(text, lambda value: _is_published(snippet, value))
        if found:
            return found.problem(snippet.place, place.format(line=found.line))
    return None


def of_cell(cell: "NotebookNode", place: str) -> Problem | None:
    """Return what a cell told of who builds the site, or None.

    Args:
        cell: A cell with its outputs, in the form of nbformat.
        place: Where the cell stands.
    """
    for text, where in _displayed(cell):
        found = told(text, cell.source.__contains__)
        if found:
            return found.problem(place, where.format(line=found.line))
    return None


class _Searched:
    """A text in which something private is looked for, also across the ends of lines."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def is_suspect(self) -> bool:
        """Whether it may tell something."""
        return any(map(self._dense.__contains__, _dense_forms()))

    def position(self, item: Private) -> int | None:
        """Return where it tells something, or None."""
        if item.is_word:
            match = item.word.search(self._text)
            return match.start() if match else None
        return next((at for form in item.forms if (at := self._find(form)) is not None), None)

    def _find(self, form: str) -> int | None:
        wanted = _dense(form)
        if len(wanted) < SHORTEST_VALUE:
            at = self._text.find(form)
            return at if at >= 0 else None
        at = self._dense.find(wanted)
        return self._place(at) if at >= 0 else None

    @cached_property
    def _dense(self) -> str:
        return _dense(self._text)

    def _place(self, number: int) -> int:
        """Return the position in the text of a character of the dense one."""
        places = (place for place, char in enumerate(self._text) if not char.isspace())
        return next(place for count, place in enumerate(places) if count == number)


def _dense(text: str) -> str:
    return "".join(text.split())


@cache
def _dense_forms() -> tuple[str, ...]:
    return tuple({_dense(form) for item in private() for form in item.forms})


def _shown(recording: Recording) -> Iterator[tuple[str, str]]:
    yield recording.output, "in line {line} of its output"
    # A damaged tape is the matter of whoever plays it.
    with suppress(ValueError, zlib.error):
        held = zlib.decompress(base64.b64decode(recording.tape)).decode() if recording.tape else ""
        yield _texts(held), "in its timeline, by a name or a printed line"


def _displayed(cell: "NotebookNode") -> Iterator[tuple[str, str]]:
    for output in cell.outputs:
        yield output.get("text", ""), "in line {line} of what it printed"
        texts = _texts(json.dumps(output, ensure_ascii=False))
        untagged = TAG.sub("", texts)
        for shown in (texts, untagged, SIGN.sub("", untagged)):
            yield f"{shown}\n{html.unescape(shown)}", "in what it displayed"
        yield from ((text, "in a picture") for text in _pictures(output))


def _pictures(output: "NotebookNode") -> Iterator[str]:
    """Yield the bytes of pictures as text: programs that make them sign them."""
    for kind, data in output.get("data", {}).items():
        if kind.startswith("image/") and isinstance(data, str):
            with suppress(ValueError):
                yield base64.b64decode(data).decode("latin-1")


def _texts(held: str) -> str:
    """Return the texts in JSON, one a line; to read the numbers, too, would take long."""
    return "\n".join(JSON_TEXT.findall(held)).replace("\\n", "\n")


def _is_published(snippet: Snippet, value: str) -> bool:
    raw = os.fsencode(value)
    held = (snippet.source.encode(), snippet.body.encode(), *snippet.files.values())
    return any(raw in data for data in held)
