"""How two outputs of a program differ, and whether they do."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher, unified_diff

from running_loop.accepted.frames import Part, parts, settled
from running_loop.lines import split, split_keeping_ends

# More than that nobody reads in a terminal; the first lines say what is wrong.
MOST_LINES = 40

Groups = Iterable[tuple[int, int]]


def arranged(text: str, like: str, groups: Groups) -> str:
    """Return an output as another has it, where both mean the same.

    Its free lines are in the order of the other, its frames of libraries as there. Both
    are the same output exactly if the result equals the other.

    Args:
        text: The output.
        like: The other output.
        groups: The numbers, from 1, of the first and last line of each group of
            lines that come in any order.
    """
    if text == like:  # nearly always, and for each program several times in a build
        return text
    lines, order = split_keeping_ends(settled(text, like)), split_keeping_ends(like)
    for first, last in groups:
        group = slice(first - 1, last)
        lines[group] = _follow(lines[group], order[group])
    return "".join(lines)


def shown(old: str, new: str, names: tuple[str, str]) -> str:
    """Return the differences of two outputs as a unified diff, at most 40 lines of it.

    Args:
        old: The one.
        new: The other.
        names: What each is, for the head of the diff.
    """
    lines = list(unified_diff(split(old), split(settled(new, old)), *names, lineterm=""))
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [f"... and {len(lines) - MOST_LINES + 1} more lines"]
    return "\n".join(lines)


def lines(old: str, new: str) -> tuple[list[int], list[int]]:
    """Return the numbers, from 1, of the lines of each of two outputs that the other has not."""
    ours: list[int] = []
    theirs: list[int] = []
    for i1, i2, j1, j2 in _changes(old, new):
        ours += range(i1 + 1, i2 + 1)
        theirs += range(j1 + 1, j2 + 1)
    return ours, theirs


def first_line(old: str, new: str) -> int:
    """Return the number, from 1, of the first line of an output at which another differs."""
    count = len(split(old))
    first = next((i1 for i1, *_ in _changes(old, new)), 0)
    return max(1, min(first + 1, count))


def moved(old: str, new: str) -> tuple[int, int] | None:
    """Return the first and last line of what is in another order, if nothing else differs."""
    ours, theirs = split(old), split(settled(new, old))
    if ours == theirs or sorted(ours) != sorted(theirs):
        return None
    different = [
        number
        for number, (our, their) in enumerate(zip(ours, theirs, strict=True), 1)
        if our != their
    ]
    return different[0], different[-1]


def _changes(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where each of two outputs has lines that the other has not, from and to, from 0."""
    ours, theirs = list(parts(old)), list(parts(new))
    meanings = [part.meaning for part in ours], [part.meaning for part in theirs]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *meanings, autojunk=False).get_opcodes():
        if tag != "equal":
            yield *_lines(ours, i1, i2), *_lines(theirs, j1, j2)


def _lines(found: Sequence[Part], first: int, end: int) -> tuple[int, int]:
    """Return the first line of some parts of an output and the one after the last, from 0."""
    numbers = [part.number - 1 for part in found]
    numbers.append(sum(part.text.count("\n") or 1 for part in found))
    return numbers[first], numbers[end]


def _follow(lines: list[str], order: list[str]) -> list[str]:
    """Return the lines, those that the order has first, each as often as it is there."""
    left = list(lines)
    found: list[str] = []
    for line in order:
        if line in left:
            left.remove(line)
            found.append(line)
    return found + left
