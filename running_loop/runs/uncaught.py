"""The exception that ended a program, as the last traceback in its output tells it.

An output is text, and a program may print what looks like a traceback. One that
Python prints at a program's end begins in the program's own module.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from running_loop.lines import split

# A traceback after one of these is a report; it did not end the program.
REPORT = re.compile(r"Exception ignored |(future|handle|task): <\w*(Future|Handle|Task)\b")
# A class may be within a function, and a name is of any language.
NAME = r"(?:(?:[^\W\d]\w*|<\w+>)\.)*(?P<name>[^\W\d]\w*)(?::|$)"
WRONG_SYNTAX = r"(?P<name>SyntaxError|IndentationError|TabError)(?::|$)"


@dataclass(frozen=True)
class _Kind:
    """A way in which Python tells of an exception.

    Attributes:
        head: What the line before the first frame ends with, or nothing.
        margin: What each line of frames begins with.
        frame: What its first frame ends with.
        name: A pattern of the line below the frames.
    """

    head: str
    margin: str = ""
    frame: str = ", in <module>"
    name: str = NAME


KINDS = (
    _Kind("  + Exception Group Traceback (most recent call last):", "  | "),
    _Kind("Traceback (most recent call last):"),
    _Kind("", frame="", name=WRONG_SYNTAX),
)


def raised(output: str, program: str) -> str | None:
    """Return the name of the exception whose traceback ended a program, or None.

    Args:
        output: What the program printed.
        program: The name of its file, as its tracebacks have it.
    """
    lines = split(output)
    frames = [(kind, _first_frame(kind, program)) for kind in KINDS]
    found = None
    for number, line in enumerate(lines):
        for kind, frame in frames:
            if frame.fullmatch(line) and _is_headed(kind, lines[max(0, number - 2) : number]):
                found = _name(kind, lines[number:]) or found
    return found


def _first_frame(kind: _Kind, program: str) -> re.Pattern[str]:
    file = re.escape(f'{kind.margin}  File "{program}", line ')
    return re.compile(f"{file}[0-9]+{re.escape(kind.frame)}")


def _is_headed(kind: _Kind, above: list[str]) -> bool:
    """Return whether the lines above a first frame are those of a traceback at an end."""
    if not kind.head:
        return True
    before, head = ["", "", *above][-2:]
    # What the program printed last may have no end of line.
    return head.endswith(kind.head) and not REPORT.match(before)


def _name(kind: _Kind, below: Iterable[str]) -> str | None:
    frames = re.compile(re.escape(kind.margin) + r"\s")
    end = next((line for line in below if not frames.match(line)), "")
    match = re.match(re.escape(kind.margin) + kind.name, end)
    return match["name"] if match else None
