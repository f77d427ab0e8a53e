"""The time axis: when things happened, and where time was magnified or left out."""

from running_loop.timeline.scale import GAP_S
from running_loop.timeline.sheet import LEFT, RIGHT, Sheet, seconds
from running_loop.timeline.style import SMALL
from running_loop.timeline.svg import WIDTHS, element, percent, quoted, shown_at, text_width

HEIGHT = 34.0
LINE = 24.0
APART = 10.0
ZIGZAG = "M-6 5L-2 -5L2 5L6 -5"


def axis(sheet: Sheet, bottom: float) -> str:
    """Return the axis, its labels, and the lines that go down from them."""
    labelled = _labelled(sheet)
    grid = _grid(sheet, [at for at, labels in labelled if any(labels)], bottom)
    return "".join((grid, _line(sheet), *_cuts(sheet), _labels(sheet, labelled)))


def ticks(sheet: Sheet) -> list[float]:
    """Return the moments that are worth a label: the first, the last, and after each wait."""
    story = sheet.story
    after = [item.end for item in sheet.scale.intervals if item.empty and item.length > GAP_S]
    held = [
        moment
        for lane in story.lanes.values()
        for stretch in lane.stretches
        if stretch.blocks
        for moment in (stretch.begin, stretch.end)
    ]
    return sorted({story.begin, *after, *held, story.end})


def _line(sheet: Sheet) -> str:
    parts, left = [], LEFT
    for begin, end in sheet.scale.magnified():
        first, last = (LEFT + (RIGHT - LEFT) * place for place in (begin, end))
        parts += [_span(left, first, "rl-axis"), _span(first, last, "rl-axis rl-magnified")]
        left = last
    last = sheet.x(sheet.story.end)
    return "".join([*parts, _span(left, last, "rl-axis")])


def _span(left: float, right: float, kind: str) -> str:
    if right - left < 1e-6:  # noqa: PLR2004, nothing to be seen
        return ""
    return element("line", x1=percent(left), x2=percent(right), y1=LINE, y2=LINE, class_=kind)


def _grid(sheet: Sheet, moments: list[float], bottom: float) -> str:
    lines = [
        element(
            "line",
            x1=percent(sheet.x(at)),
            x2=percent(sheet.x(at)),
            y1=LINE - 4,
            y2=bottom,
            class_="rl-grid",
        )
        for at in moments
    ]
    for at, number in sheet.story.loops[1:]:
        x = percent(sheet.x(at))
        title = element("title", f"loop {number} begins to run")
        line = element("line", title, x1=x, x2=x, y1=LINE - 4, y2=bottom, class_="rl-loop")
        lines.append(line)
    return "".join(lines)


def _cuts(sheet: Sheet) -> list[str]:
    found = []
    for interval in sheet.scale.cut():
        middle = (sheet.x(interval.begin) + sheet.x(interval.end)) / 2
        title = element("title", f"{seconds(interval.length)}, drawn shorter than it was")
        mark = element("path", d=ZIGZAG, fill="none", stroke="currentColor", stroke_width=1.5)
        paper = element("rect", x=-7, y=-6, width=14, height=12, fill="var(--paper)")
        facts = {"x": percent(middle), "y": LINE, "overflow": "visible", "class_": "rl-cut"}
        found.append(element("svg", title + paper + mark, **facts))
    return found


def _labelled(sheet: Sheet) -> list[tuple[float, list[str]]]:
    """Return the ticks with their labels, at each width as many as there is room for."""
    moments = ticks(sheet)
    shown: list[list[str]] = [[] for _ in moments]
    for width in WIDTHS:
        free, said = -APART, ""
        last = _left(sheet, moments[-1], width) if len(moments) > 1 else float("inf")
        for number, at in enumerate(moments):
            text, left = sheet.clock(at), _left(sheet, at, width)
            end = left + text_width(text, SMALL)
            is_last = number + 1 == len(moments)
            fits = left >= free and (is_last or end + APART <= last) and text != said
            said = text if fits else said
            shown[number].append(text if fits else "")
            free = end + APART if fits else free
    return list(zip(moments, shown, strict=True))


def _labels(sheet: Sheet, labelled: list[tuple[float, list[str]]]) -> str:
    parts = []
    for at, labels in labelled:
        for text, where in shown_at(labels):
            anchor = _anchor(sheet.x(at))
            facts = {"x": percent(sheet.x(at)), "y": LINE - 10, "text_anchor": anchor}
            parts.append(element("text", quoted(text), **facts, class_=where))
    return "".join(parts)


def _anchor(place: float) -> str:
    return "start" if place < 0.03 else "end" if place > 0.94 else "middle"  # noqa: PLR2004


def _left(sheet: Sheet, at: float, width: int) -> float:
    """Return where the label of a moment begins in pixels."""
    place, length = sheet.x(at), text_width(sheet.clock(at), SMALL)
    return place * width - {"start": 0.0, "middle": length / 2, "end": length}[_anchor(place)]
