"""The picture: a story drawn to scale."""

from running_loop.timeline import footer, lanes, printed_lines
from running_loop.timeline.arrows import arrows, births
from running_loop.timeline.axis import HEIGHT, axis
from running_loop.timeline.choose import choose, counts
from running_loop.timeline.numbering import numbers
from running_loop.timeline.scale import Measure, Scale
from running_loop.timeline.sheet import Sheet, seconds
from running_loop.timeline.story import Story
from running_loop.timeline.style import INSIDE, definitions, style
from running_loop.timeline.svg import element, percent, quoted

MOST_LANES = 24
EDGE = 10


def picture(  # noqa: PLR0913, each is a choice of the page
    told: Story,
    *,
    title: str = "",
    name: str = "timeline",
    source: str = "",
    printed: str = "",
    measure: Measure | None = None,
    most_lanes: int = MOST_LANES,
    alone: bool = False,
    styled: bool = True,
) -> str:
    """Return the drawing of a run as one SVG element, as wide as where it is put.

    Args:
        told: The story of the run.
        title: What the drawing is called.
        name: Begins the names of its parts; no other drawing on a page may have it.
        source: The program, for the text of lines.
        printed: Its output, for the numbers of printed lines.
        measure: What it shares with drawings that are to be compared; see `scale.shared`.
        most_lanes: How many lanes are drawn at most.
        alone: Whether the drawing is a file of its own, with its own colours.
        styled: Whether it brings the rules of style; one drawing on a page is enough.
    """
    story, left_out = choose(told, most_lanes)
    numbered = numbers(story.lines, printed)
    sheet = Sheet(story, Scale(story, measure), name, source.split("\n"), printed=numbered)
    notes = footer.notes_on(story, left_out)
    body, height = _body(sheet, notes)
    if alone:
        place = {"x": percent((1 - INSIDE) / 2), "y": EDGE, "width": percent(INSIDE)}
        body, height = element("svg", body, **place, overflow="visible"), height + 2 * EDGE
    facts = {"width": "100%", "height": round(height), "role": "img", "class_": "rl"}
    labels = f"{name}-title {name}-about"
    return element(
        "svg",
        _about(told, story, title, name)
        + (style(alone=alone) if styled else "")
        + definitions(name)
        + body,
        xmlns="http://www.w3.org/2000/svg",
        aria_labelledby=labels,
        **facts,
    )


def _body(sheet: Sheet, notes: list[str]) -> tuple[str, float]:
    top = HEIGHT
    bars = []
    for lane in sheet.story.lanes.values():
        bars.append(lanes.draw_lane(sheet, lane, top))
        top += lanes.height(sheet, lane)
    printed = printed_lines.output(sheet, top)
    bottom = top + printed_lines.height(sheet)
    foot = footer.footer(sheet, notes, bottom)
    parts = axis(sheet, bottom), births(sheet), "".join(bars), arrows(sheet), printed, foot
    return "".join(parts), bottom + footer.height(sheet, notes) + 4


def _about(told: Story, story: Story, title: str, name: str) -> str:
    counted = f"{counts(told, story)} in {seconds(story.end - story.begin)}"
    words = title or "Timeline of an event loop"
    return element("title", quoted(words), id=f"{name}-title") + element(
        "desc", quoted(f"{counted}: {', '.join(_lane_names(story))}"), id=f"{name}-about"
    )


def _lane_names(story: Story) -> list[str]:
    return [
        f"{lane.name} ({lane.how or 'did not end'}{f': {lane.value}' if lane.value else ''})"
        for lane in story.lanes.values()
    ]
