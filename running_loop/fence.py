"""Fenced code blocks of a Markdown text, and where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

OPENING = re.compile(r"^(?P<indent>[ \t>]*)(?P<marker>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
LANGUAGE = re.compile(r"\{?\s*\.?([\w+-]*)")
PYTHON_NAMES = {"py", "py3", "python", "python3", "pycon", "ipython", "ipython3"}


@dataclass(frozen=True)
class Fence:
    """One fenced block.

    Attributes:
        line: The line of its opening marker, from 1.
        indent: What stands before the marker.
        marker: The marker: three or more backticks or tildes.
        info: What follows the marker.
        text: The lines between the markers.
        is_closed: Whether it has a closing marker; else it goes on to the end.
    """

    line: int
    indent: str
    marker: str
    info: str
    text: str
    is_closed: bool = True

    @property
    def lines(self) -> range:
        """The numbers of its lines, those of the markers included."""
        return range(self.line, self.line + self.text.count("\n") + 2)

    @property
    def language(self) -> str:
        """The language that the fence names, in lower case."""
        match = LANGUAGE.match(self.info)
        return match[1].lower() if match else ""

    @property
    def is_python(self) -> bool:
        """Whether a reader takes the block for Python."""
        return self.language in PYTHON_NAMES


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of a Markdown text, in order; one that never ends ends the text."""
    opened: tuple[int, re.Match[str]] | None = None
    body: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if opened is None:
            match = OPENING.match(line)
            opened, body = ((number, match), []) if match else (None, body)
        elif _closes(line, opened[1]["marker"]):
            yield _fence(opened, body)
            opened = None
        else:
            body.append(line)
    if opened:
        yield replace(_fence(opened, body), is_closed=False)


def wrap(text: str, language: str, sign: str = "`") -> str:
    """Return the text as a fenced block whose marker, of one sign, is longer than any within."""
    longest = max((len(run) for run in re.findall(rf"{sign}{{3,}}", text)), default=2)
    marker = sign * (longest + 1)
    return f"{marker}{language}\n{lined(text)}{marker}"


def lined(text: str) -> str:
    """Return the text with an end of line at its end, as the text of a fence has it."""
    return text if text.endswith("\n") else f"{text}\n"


def _closes(line: str, marker: str) -> bool:
    stripped = line.strip(" \t>")
    return len(stripped) >= len(marker) and not stripped.strip(marker[0])


def _fence(opened: tuple[int, re.Match[str]], body: list[str]) -> Fence:
    number, match = opened
    text = "".join(f"{line}\n" for line in body)
    return Fence(number, match["indent"], match["marker"], match["info"].strip(), text)
