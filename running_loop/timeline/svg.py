"""Parts of an SVG: escaped elements, places in per cent, and the width of text.

A drawing has no view box: places along the time axis are per cent of whatever
width it gets, letters keep their size. So it is as readable on a telephone as
on a wide page, if a text is only shown where it fits; `fitting` sees to that.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import groupby

from running_loop.clean import one_line

# For each of these widths in pixels, a text is chosen that fits.
WIDTHS = (320, 560, 1000)
# Advance widths of Helvetica in thousandths of the size; wide letters err to the wide side.
NARROW = {**dict.fromkeys("ijl|'", 240), **dict.fromkeys("ft.,:;!I/\\()[] -`", 335)}
WIDE = {**dict.fromkeys("mMW@%", 900), **dict.fromkeys("wABCDEFGHKNOPQRSTUVXYZ&→…", 730)}
USUAL, WIDEST = 575, 1350
MONO = 602
# A text that needs no escape, as most do.
PLAIN = re.compile(r"[\w #%()+,./:;=-]*", re.ASCII)
# Characters that XML cannot hold.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; `_` in a name stands for `-`, values of None are left out."""
    written = "".join(
        f' {_name(name)}="{quoted(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


@cache
def _name(keyword: str) -> str:
    return keyword.strip("_").replace("_", "-")


def quoted(value: object) -> str:
    """Return a text that can stand in an element or attribute, as one line."""
    text = str(value)
    if PLAIN.fullmatch(text):
        return text
    return escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", one_line(text)))


def percent(place: float) -> str:
    """Return a place or width along the axis."""
    return f"{100 * place:.3f}".rstrip("0").rstrip(".") + "%"


def text_width(text: str, size: float, *, mono: bool = False) -> float:
    """Return about how many pixels a text is wide, rather too many than too few."""
    return sum(_advance(char, mono=mono) for char in text) * size / 1000


def shorten(text: str, pixels: float, size: float, *, mono: bool = False) -> str:
    """Return the text, or as much of its beginning as fits, with an ellipsis."""
    text = re.sub(r"\s+", " ", text).strip()
    if text_width(text, size, mono=mono) <= pixels:
        return text
    room = pixels - text_width("…", size, mono=mono)
    for count, char in enumerate(text):
        room -= _advance(char, mono=mono) * size / 1000
        if room < 0:
            return text[:count].rstrip("\u200d ") + "…" if count else ""
    return text


def fitting(candidates: Sequence[str], share: float, spare: float, size: float) -> list[str]:
    """Return for each of the widths the first text that fits, or nothing.

    Args:
        candidates: Texts that say the same, the longest first.
        share: The part of the width that the text may take.
        spare: Pixels of it that it may not take.
        size: The size of the letters.
    """
    measured = [(text, text_width(text, size)) for text in candidates]
    rooms = (share * width - spare for width in WIDTHS)
    return [next((text for text, needed in measured if needed <= room), "") for room in rooms]


def shown_at(texts: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return the different texts of `fitting` and the class that shows each where it fits."""
    if len(set(texts)) == 1:
        return [(texts[0], None)] if texts[0] else []
    numbered = groupby(enumerate(texts), key=lambda pair: pair[1])
    return [
        (text, " ".join(["rl-at", *(f"rl-at{number}" for number, _ in group)]))
        for text, group in numbered
        if text
    ]


def style_of_widths(query: str, factor: float = 1.0) -> str:
    """Return the rules that show each text only at its widths; the query asks for a width."""
    rules = [".rl-at{display:none}"]
    for number, width in enumerate(WIDTHS):
        low = f"(min-width:{width * factor:.0f}px)" if number else ""
        last = number + 1 == len(WIDTHS)
        high = "" if last else f"(max-width:{round(WIDTHS[number + 1] * factor) - 0.02}px)"
        condition = " and ".join(filter(None, (low, high)))
        rules.append(f"{query} {condition}{{.rl-at{number}{{display:inline}}}}")
    return "".join(rules)


@cache
def _advance(char: str, *, mono: bool) -> int:
    if unicodedata.east_asian_width(char) in "WF" or ord(char) >= 0x1F000:  # noqa: PLR2004
        return WIDEST
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return MONO if mono else NARROW.get(char) or WIDE.get(char) or USUAL
