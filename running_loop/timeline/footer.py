"""The foot of a picture: what its signs mean, and what it does not show."""

from running_loop.timeline.arrows import MOST as MOST_ARROWS
from running_loop.timeline.sheet import Sheet
from running_loop.timeline.story import Story, forked, lacks
from running_loop.timeline.style import SMALL
from running_loop.timeline.svg import WIDTHS, element, percent, quoted, shorten, shown_at

ROW = 18.0
TOP = 10.0
COLUMNS = 3
SIGN = 18
ENDINGS = {
    "limit": "recording ended after {} events; the program went on",
    "cut": "the program crashed or was killed here",
    "broken": "the tracer gave up here; the program went on",
    "traced": "from here on the program traces itself and is not recorded",
}


def height(sheet: Sheet, notes: list[str]) -> float:
    """Return how many pixels the foot is high."""
    rows = -(-len(_signs(sheet)) // COLUMNS) + len(notes)
    return TOP + ROW * rows


def footer(sheet: Sheet, notes: list[str], top: float) -> str:
    """Return the legend, with the signs that this picture has, and the notes."""
    parts = []
    signs = _signs(sheet)
    for number, (sign, words) in enumerate(signs):
        x, y = number % COLUMNS / COLUMNS, top + TOP + ROW * (number // COLUMNS)
        box = {"x": percent(x), "y": y, "overflow": "visible"}
        text = element("text", words, x=SIGN + 5, y=11, class_="rl-soft")
        parts.append(element("svg", sign + text, **box))
    first = top + TOP + ROW * -(-len(signs) // COLUMNS) + 11
    for number, note in enumerate(notes):
        shown = [shorten(note, width, SMALL) for width in WIDTHS]
        for text, where in shown_at(shown):
            y = first + ROW * number
            parts.append(element("text", quoted(text), x=0, y=y, class_=where))
    return element("g", "".join(parts), class_="rl-legend")


def notes_on(story: Story, left_out: int) -> list[str]:
    """Return what a reader must know about what is not drawn."""
    notes = [f"loop of another kind, not traced: {kind}" for kind in story.untraced]
    if story.forked:
        notes.append(forked(story.forked))
    if story.missing:
        notes.append(lacks(story.missing))
    if story.foreign:
        notes.append(_inside(story.foreign))
    if left_out:
        notes.append(f"{left_out} more lanes are left out")
    if len(story.arrows) > MOST_ARROWS:
        notes.append("some arrows are left out")
    if story.ending in ENDINGS:
        notes.append(ENDINGS[story.ending].format(len(story.events)))
    return notes


def _inside(libraries: int) -> str:
    tasks = (
        "1 task inside a library is"
        if libraries == 1
        else f"{libraries} tasks inside libraries are"
    )
    return f"{tasks} left out"


def _signs(sheet: Sheet) -> list[tuple[str, str]]:
    lanes = sheet.story.lanes.values()
    kinds = {stretch.kind for lane in lanes for stretch in lane.stretches}
    holds = any(stretch.blocks for lane in lanes for stretch in lane.stretches)
    hatch = f"url(#{sheet.name}-hatch)"
    found = [(_box("rl-run"), "runs")] if "run" in kinds else []
    if holds:
        found.append((_box("rl-run rl-hold"), "holds the loop"))
    if "wait" in kinds:
        found.append((_box("rl-wait", hatch), "waits"))
    if "ready" in kinds:
        found.append((_box("rl-ready"), "is ready"))
    if sheet.scale.magnified():
        found.append((_stroke("rl-axis rl-magnified"), "magnified"))
    if sheet.scale.cut():
        mark = element("path", d="M3 11L7 1L11 11L15 1", fill="none", stroke="currentColor")
        found.append((mark, "time left out"))
    return found


def _box(kind: str, fill: str | None = None) -> str:
    return element("g", element("rect", width=SIGN, height=12, rx=2, fill=fill), class_=kind)


def _stroke(kind: str) -> str:
    return element("line", x1=0, x2=SIGN, y1=7, y2=7, class_=kind)
