"""Plain English for days and lists."""

from collections.abc import Sequence
from datetime import date


def day(when: date) -> str:
    """Return a date, for example `22 November 2026`."""
    return f"{when.day} {when:%B %Y}"


def listed(items: Sequence[str]) -> str:
    """Return items as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last
