"""Arrows between lanes: who created, woke or cancelled whom."""

from running_loop.timeline.sheet import Sheet, titled
from running_loop.timeline.story import Arrow, Lane
from running_loop.timeline.svg import element, percent

VERBS = {"wake": "wakes", "cancel": "cancels"}
HEADS = {"wake": "head", "cancel": "cross"}
MOST = 120


def births(sheet: Sheet) -> str:
    """Return the lines from each parent down to its children."""
    return "".join(_birth(sheet, lane) for lane in sheet.story.lanes.values())


def arrows(sheet: Sheet) -> str:
    """Return the arrows between lanes that are drawn; the first ones, if there are too many."""
    drawn = [arrow for arrow in sheet.story.arrows if _joins(sheet, arrow)]
    return "".join(_arrow(sheet, arrow) for arrow in drawn[:MOST])


def _joins(sheet: Sheet, arrow: Arrow) -> bool:
    tops = sheet.tops
    return arrow.source in tops and arrow.target in tops and arrow.source != arrow.target


def _birth(sheet: Sheet, lane: Lane) -> str:
    top = sheet.tops.get(lane.parent)
    if top is None:
        return ""
    x, bottom = percent(sheet.x(lane.born)), sheet.tops[lane.key]
    return element("line", x1=x, x2=x, y1=top + sheet.rows.bar, y2=bottom, class_="rl-born")


def _arrow(sheet: Sheet, arrow: Arrow) -> str:
    source, target = sheet.tops[arrow.source], sheet.tops[arrow.target]
    down = source < target
    x = percent(sheet.x(arrow.at))
    line = element(
        "line",
        x1=x,
        x2=x,
        y1=source + sheet.rows.bar if down else source,
        y2=target if down else target + sheet.rows.bar,
        class_=f"rl-{arrow.kind}",
        marker_end=f"url(#{sheet.name}-{HEADS[arrow.kind]})",
    )
    who = f"{sheet.who(arrow.source)} {VERBS[arrow.kind]} {sheet.who(arrow.target)}"
    where = f", line {arrow.line}" if arrow.line else ""
    title = f"{sheet.clock(arrow.at)} {who}{where}"
    return titled(title, line, **sheet.facts(arrow.event, arrow.line))
