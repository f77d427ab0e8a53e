"""What is wrong, where, and what to do about it: the messages contributors read."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, replace

from running_loop.clean import one_line

EXCERPT_LINES = 12
LONGEST_LINE = 500
ROOM = "make room on the disk, or build elsewhere"
RIGHTS = "give yourself the right to it, or build elsewhere"
REMEDIES = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: ROOM,
    errno.EACCES: RIGHTS,
    errno.EPERM: RIGHTS,
    errno.EROFS: RIGHTS,
    errno.EMFILE: "raise the limit of open files: ulimit -n 4096",
}


@dataclass(frozen=True)
class Problem:
    """One mistake in the sources of a site.

    Attributes:
        place: The file, and the line where it is known: `snippets/page/name.py:12`.
        found: What is there, or what happened.
        expected: What should be there or happen; empty if `found` says it.
        remedy: What to change, or the command that helps.
        excerpt: Text that shows the mistake, for example what a program printed.
        difference: A diff, of which no line is left out.
    """

    place: str
    found: str
    expected: str = ""
    remedy: str = ""
    excerpt: str = ""
    difference: str = ""

    def __str__(self) -> str:
        """Return the message: a few lines, the place first; nothing in it steers a terminal."""
        lines = [_one(f"{self.place}: {self.found}")]
        if self.expected:
            lines.append(_one(f"  expected: {self.expected}"))
        lines += [f"  | {line}" for line in _tail(self.excerpt)]
        lines += [f"  {one_line(line)}" for line in self.difference.splitlines()]
        if self.remedy:
            lines.append(_one(f"  to mend: {self.remedy}"))
        return "\n".join(lines)


class ProblemError(Exception):
    """Raised when sources are wrong; says all that is wrong at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems in the order in which they are to be read."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def described(error: OSError, place: str = "") -> Problem:
    """Return what the system refused: the file, and why.

    Args:
        error: What it said.
        place: What was at work; the file stands first if that is not known.
    """
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    why = error.strerror or str(error) or type(error).__name__
    remedy = REMEDIES.get(error.errno or 0, "")
    if place:
        return Problem(place, f"the system refused: {': '.join([*names, why])}", remedy=remedy)
    return Problem(" and ".join(names) or "the system refused", why, remedy=remedy)


def merged(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order, each said once, with all places where it is."""
    places: dict[Problem, list[str]] = {}
    for problem in problems:
        places.setdefault(replace(problem, place=""), []).append(problem.place)
    return [replace(problem, place=_listed(names)) for problem, names in places.items()]


def _listed(places: list[str]) -> str:
    first, *others = dict.fromkeys(places)
    return f"{first} and {len(others)} more" if others else first


def _one(text: str) -> str:
    """Return a text as one line of a message, of which nobody reads thousands of letters."""
    line = one_line(text)
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}..."


def _tail(text: str) -> list[str]:
    lines = [one_line(line[:200]) for line in text.splitlines()]
    if len(lines) <= EXCERPT_LINES:
        return lines
    return ["...", *lines[-EXCERPT_LINES:]]
