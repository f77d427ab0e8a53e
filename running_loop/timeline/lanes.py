"""Lanes: a bar for each task, and what happened in it."""

from collections.abc import Iterable, Iterator

from running_loop.timeline.choose import NARROWEST, merge
from running_loop.timeline.numbering import spans
from running_loop.timeline.sheet import PADDING, RIGHT, ROOMY, Sheet, seconds, texts, titled
from running_loop.timeline.story import Block, Lane, Stretch
from running_loop.timeline.style import NAME, SMALL
from running_loop.timeline.svg import (
    WIDTHS,
    element,
    percent,
    quoted,
    shorten,
    shown_at,
    text_width,
)

INDENT = 12.0
DEEPEST_INDENT = 5
LONGEST_NAME = 170.0
FEW_BLOCKS = 8
# How much wider bold letters are.
BOLD = 1.12
ENDINGS = {
    "returned": ("→", "rl-end"),
    "raised": ("✗", "rl-end rl-fail"),
    "cancelled": ("✗", "rl-end rl-fail"),
}


def height(sheet: Sheet, lane: Lane) -> float:
    """Return how many pixels a lane is high."""
    rows = sheet.rows
    return rows.head + rows.bar + rows.below + rows.block * _depth(lane)


def draw_lane(sheet: Sheet, lane: Lane, top: float) -> str:
    """Return one lane whose upper edge is at a place."""
    bar = sheet.tops[lane.key] = top + sheet.rows.head
    stretches = [_stretch(sheet, lane, item, bar) for item in merge(lane.stretches, sheet.scale)]
    parts = [_head(sheet, lane, top), *stretches, _end(sheet, lane, bar)]
    parts += [_item(sheet, *item, bar) for item in apart(sheet, lane.items)]
    parts += [_block(sheet, lane, block, bar + sheet.rows.bar) for block in wide(sheet, lane)]
    return element("g", "".join(parts), class_="rl-lane", data_who=lane.key)


def indent(lane: Lane) -> float:
    """Return how far the name of a lane is moved to the right."""
    return INDENT * min(lane.depth, DEEPEST_INDENT)


def apart(
    sheet: Sheet, items: Iterable[tuple[float, int, int]]
) -> Iterator[tuple[float, int, int]]:
    """Yield the items that can be told from the one before."""
    last = -1.0
    for item in items:
        place = sheet.x(item[0])
        if place - last >= NARROWEST:
            last = place
            yield item


def wide(sheet: Sheet, lane: Lane) -> list[Block]:
    """Return the blocks that can be seen; of few, all."""
    if len(lane.blocks) <= FEW_BLOCKS:
        return lane.blocks
    return [item for item in lane.blocks if sheet.x(item.end) - sheet.x(item.begin) > NARROWEST]


def _depth(lane: Lane) -> int:
    return max((block.depth + 1 for block in lane.blocks), default=0)


def _head(sheet: Sheet, lane: Lane, top: float) -> str:
    name = shorten(lane.name, LONGEST_NAME, NAME)
    detail = shorten(lane.detail, LONGEST_NAME, SMALL)
    soft = element("tspan", quoted(f"  {detail}"), class_="rl-soft", font_size=SMALL)
    label = quoted(name) + (element("tspan", soft, font_weight=400) if detail else "")
    title = f"{lane.name}, {lane.detail}, created at {sheet.clock(lane.born)}"
    title += f", line {lane.line}" if lane.line else ""
    text = element("text", label, x=indent(lane), y=top + sheet.rows.head - 5, class_="rl-name")
    return titled(title, text, **sheet.facts(lane.event, lane.line))


def _stretch(sheet: Sheet, lane: Lane, item: Stretch, bar: float) -> str:
    left, right = sheet.x(item.begin), sheet.x(item.end)
    fill = f"url(#{sheet.name}-hatch)" if item.kind == "wait" else None
    grown = 2.0 if item.blocks else 0.0
    box = {"x": percent(left), "y": bar - grown, "width": percent(right - left)}
    rect = element("rect", **box, height=sheet.rows.bar + 2 * grown, rx=2, fill=fill)
    size = BOLD * SMALL if item.blocks else SMALL
    label = texts(_words(sheet, item), left, right - left, bar + sheet.rows.baseline, size=size)
    kind = f"rl-{item.kind}" + (" rl-hold" if item.blocks else "")
    kind += " rl-thread" if lane.key.startswith("thread ") else ""
    facts = sheet.facts(item.event, _line(item), lane) | _belonging(sheet, item)
    return titled(_say(sheet, lane, item), rect + label, class_=kind, **facts)


def _belonging(sheet: Sheet, item: Stretch) -> dict[str, object]:
    """Return the lines of the program and of the output that belong to a stretch."""
    also = [line for line in item.lines if line != _line(item)]
    prints = [sheet.printed[event] for event in item.prints if event in sheet.printed]
    return {"data_lines": spans(also), "data_output": spans(prints)}


def _line(item: Stretch) -> int | None:
    return item.held[0] if item.held else item.line


def _words(sheet: Sheet, item: Stretch) -> list[str]:
    """Return what may stand in a stretch, the longest first."""
    if item.blocks:
        return _hold_words(sheet, item)
    if item.kind == "wait":
        return _wait_words(sheet, item)
    return []


def _hold_words(sheet: Sheet, item: Stretch) -> list[str]:
    line, length = _line(item), seconds(item.end - item.begin)
    code = sheet.code(line)
    where = [f": {code}"] if code else []
    where += [f", line {line}"] if line else [""]
    long = [f"! holds the loop {length}{words}" for words in where]
    return [*long, *(f"! {length}{words}" for words in where), f"! {length}", "!"]


def _wait_words(sheet: Sheet, item: Stretch) -> list[str]:
    on = sheet.who(item.on) if item.on in sheet.story.lanes else ""
    words = item.words
    if on:
        known = words in {"task", "thread", "future"}
        thread = "thread " if item.on.startswith("thread ") else ""
        words = thread + on if known else f"{words}: {thread}{on}"
    code = sheet.code(item.line)
    short = words.removeprefix("sleep ").partition(": ")[0]
    return [f"{words} · line {item.line}", words, short] if item.line else [words, short, code]


def _say(sheet: Sheet, lane: Lane, item: Stretch) -> str:
    """Return a stretch in words."""
    length = seconds(item.end - item.begin, 0.1)
    line = f", line {_line(item)}" if _line(item) else ""
    if item.count > 1:
        return f"{sheet.clock(item.begin)} {lane.name}: {item.count} short stretches in {length}"
    if item.kind == "run":
        verb = "holds the loop" if item.blocks else "runs"
        return f"{sheet.clock(item.begin)} {lane.name} {verb} for {length}{line}"
    if item.kind == "wait":
        return f"{sheet.clock(item.begin)} {lane.name} waits {length}: {item.words}{line}"
    return f"{sheet.clock(item.begin)} {lane.name} is ready and waits {length} for its turn"


def _end(sheet: Sheet, lane: Lane, bar: float) -> str:
    """Return how a lane ended: right of its bar where it fits, else above it."""
    if lane.died is None or lane.how not in ENDINGS:
        return ""
    sign, kind = ENDINGS[lane.how]
    if lane.how == "returned" and not lane.value:
        return ""
    words = lane.value or lane.how
    candidates = [f"{sign} {words}", f"{sign} {words.partition(':')[0]}"]
    place = sheet.x(lane.died)
    size = SMALL * BOLD if "rl-fail" in kind else SMALL
    beside, above = [], []
    for width in WIDTHS:
        room = (RIGHT - place) * width - 2 * PADDING
        fit = next((text for text in candidates if text_width(text, size) <= room), "")
        beside.append(fit)
        free = width - indent(lane) - 2 * LONGEST_NAME / 1.5
        above.append("" if fit else shorten(candidates[0], max(free, 70), size))
    inside = _placed(beside, place, bar + sheet.rows.baseline, kind)
    return inside + _placed(above, RIGHT, bar - 5, kind, "end")


def _placed(found: list[str], place: float, y: float, kind: str, anchor: str | None = None) -> str:
    dx = None if anchor else PADDING
    return "".join(
        element(
            "text",
            quoted(text),
            x=percent(place),
            y=y,
            dx=dx,
            text_anchor=anchor,
            class_=f"{kind} {where or ''}".strip(),
        )
        for text, where in shown_at(found)
    )


def _item(sheet: Sheet, at: float, line: int, event: int, bar: float) -> str:
    x = percent(sheet.x(at))
    mark = element("line", x1=x, x2=x, y1=bar - 4, y2=bar + 3, class_="rl-item")
    return titled(f"{sheet.clock(at)} next item, line {line}", mark, **sheet.facts(event, line))


def _block(sheet: Sheet, lane: Lane, block: Block, below: float) -> str:
    left, right = sheet.x(block.begin), sheet.x(block.end)
    y = below + 4 + sheet.rows.block * block.depth
    ends = [
        element("line", x1=percent(x), x2=percent(x), y1=y - 3, y2=y, class_="rl-block")
        for x in (left, right)
    ]
    line = element("line", x1=percent(left), x2=percent(right), y1=y, y2=y, class_="rl-block")
    words = [f"async with {block.text}", block.text] if sheet.rows is ROOMY else []
    label = texts(words, left, right - left, y + 10.5, kind="rl-soft", dx=2)
    title = f"async with {block.text}, line {block.line}: "
    title += f"{sheet.clock(block.begin)} to {sheet.clock(block.end)}"
    facts = sheet.facts(block.event, block.line, lane)
    return titled(title, line + "".join(ends) + label, class_="rl-with", **facts)
