"""Printed lines: which line of the output each of them is."""

from collections.abc import Iterable, Sequence

from running_loop.clean import one_line
from running_loop.timeline.story import Line

# Lines that nobody was seen to print, such as a traceback's, may stand between two.
MOST_BETWEEN = 50
CUT = "…"


def numbers(lines: Iterable[Line], output: str) -> dict[int, int]:
    """Return for the event of each printed line its number in the output, from 1 on.

    Args:
        lines: The printed lines in order.
        output: What the program printed, as `running_loop.clean.clean` gives it.
    """
    shown = output.split("\n")
    found: dict[int, int] = {}
    place = 0
    for line in lines:
        number = _next(shown, place, one_line(line.text))
        if number is not None:
            place = found[line.event] = number + 1
    return found


def spans(values: Iterable[int]) -> str | None:
    """Return numbers in as few letters as possible, `1-3 7`, or None if there are none."""
    parts: list[list[int]] = []
    for value in sorted(set(values)):
        if parts and parts[-1][-1] + 1 == value:
            parts[-1] = [parts[-1][0], value]
        else:
            parts.append([value])
    return " ".join("-".join(map(str, part)) for part in parts) or None


def _next(shown: Sequence[str], place: int, text: str) -> int | None:
    last = min(len(shown), place + MOST_BETWEEN)
    return next((number for number in range(place, last) if _is(shown[number], text)), None)


def _is(shown: str, text: str) -> bool:
    # A recorded line that was very long has lost its end.
    return shown == text or (text.endswith(CUT) and shown.startswith(text.removesuffix(CUT)))
