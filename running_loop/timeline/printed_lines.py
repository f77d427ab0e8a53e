"""The output: each printed line at its moment, in the order printed."""

from running_loop.timeline.sheet import RIGHT, Sheet, titled
from running_loop.timeline.story import Line
from running_loop.timeline.style import CODE
from running_loop.timeline.svg import (
    WIDTHS,
    element,
    percent,
    quoted,
    shorten,
    shown_at,
    text_width,
)

ROW = 16.0
TITLE = 20.0
MOST = 28
BESIDE = 8.0


def height(sheet: Sheet) -> float:
    """Return how many pixels the output is high."""
    count = len(sheet.story.lines)
    return TITLE + ROW * (min(count, MOST) + (count > MOST)) + 6 if count else 0.0


def output(sheet: Sheet, top: float) -> str:
    """Return the printed lines; the first ones, if there are too many."""
    lines = sheet.story.lines
    if not lines:
        return ""
    parts = [element("text", "printed", x=0, y=top + 12, class_="rl-name")]
    for number, line in enumerate(lines[:MOST]):
        parts.append(_row(sheet, line, top + TITLE + ROW * number + 9))
    if lines[MOST:]:
        y = top + TITLE + ROW * MOST + 11
        parts.append(element("text", f"… and {len(lines) - MOST} more lines", x=0, y=y))
    return element("g", "".join(parts), class_="rl-output")


def _row(sheet: Sheet, line: Line, y: float) -> str:
    place = sheet.x(max(line.at, sheet.story.begin))
    shown = [_beside(line.text, place, width) for width in WIDTHS]
    parts = [element("circle", cx=percent(place), cy=y - 4, r=3, class_="rl-dot")]
    for joined, where in shown_at(shown):
        side, text = joined[0], joined[1:]
        right = side == ">"
        kind = " ".join(
            filter(None, ("rl-code", "rl-error" if line.stream == "stderr" else "", where))
        )
        facts = {"x": percent(place), "y": y, "dx": BESIDE if right else -BESIDE}
        anchor = None if right else "end"
        parts.append(element("text", quoted(text), **facts, text_anchor=anchor, class_=kind))
    top = sheet.tops.get(line.by)
    if top is not None:
        mark = {"cx": percent(place), "cy": top + sheet.rows.bar, "r": 2.6}
        parts.append(element("circle", **mark, class_="rl-print"))
    title = f"{sheet.clock(line.at)} {sheet.who(line.by)} prints: {line.text}"
    facts = sheet.facts(line.event, line.line) | {"data_output": sheet.printed.get(line.event)}
    return titled(title, "".join(parts), class_="rl-line", **facts, data_by=line.by)


def _beside(text: str, place: float, width: int) -> str:
    """Return the side of the dot that has room, `>` or `<`, and what fits there."""
    right = (RIGHT - place) * width - BESIDE
    left = place * width - BESIDE
    fits_right = text_width(text, CODE, mono=True) <= right
    side, room = (">", right) if fits_right or right >= left else ("<", left)
    return side + shorten(text, room, CODE, mono=True)
