"""The steps: a run event by event, with the state of every lane after each of them.

The script of a page walks through them; all that it shows is decided here. They
are an object in JSON, small enough to stand beside the drawing:

| key | holds |
|---|---|
| `unit` | what the hundredths of moments are of: `s` or `ms` |
| `lanes` | the name and the depth of each lane, as drawn from the top |
| `states` | a kind and words for each state that some lane is in |
| `says` | words for each thing that happens |
| `steps` | what happened, in order |
| `more` | how many more steps there were |

A step is a list of numbers: the event's index, which drawn elements have as
`data-event`; its moment in hundredths; its place in per cent of the drawing's
width; its line of the program or 0; the lane that acted or -1; what it did, an
index of `says`; the line of the output that it printed or 0; then pairs of a lane
and the index of its new state. Kinds of states are `ready`, `run`, `hold`, `wait`,
`done`, `fail` and `cancel`; a lane has none before it is created.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from running_loop.timeline.arrows import MOST as MOST_ARROWS
from running_loop.timeline.choose import choose, merge
from running_loop.timeline.kinds import Kind
from running_loop.timeline.lanes import apart, wide
from running_loop.timeline.numbering import numbers
from running_loop.timeline.picture import MOST_LANES
from running_loop.timeline.printed_lines import MOST as MOST_LINES
from running_loop.timeline.scale import Measure, Scale
from running_loop.timeline.sheet import SHORT_S, Sheet
from running_loop.timeline.story import Story
from running_loop.timeline.walk import Step, Walker, short

MOST = 300
# A reader pays for each drawing of a page.
MOST_BYTES = 15_000
# Steps of these kinds count though no element of the drawing begins with them.
ENDS: set[Kind] = {"end", "thread-end", "left"}


class Columns(NamedTuple):
    """The numbers that each step begins with, in the order in which the script reads them."""

    event: int
    moment: int
    place: float
    line: int
    who: int
    says: int
    printed: int


class Told(TypedDict):
    """What stands beside a drawing."""

    unit: str
    lanes: list[tuple[str, int]]
    states: list[object]
    says: list[object]
    steps: list[list[float]]
    more: int


def steps(
    told: Story,
    *,
    printed: str = "",
    measure: Measure | None = None,
    most_lanes: int = MOST_LANES,
    most: int = MOST,
) -> str:
    """Return the steps that a drawing shows, as JSON that can stand in a `template` element.

    Args:
        told: The story of the run.
        printed: The program's output, for the numbers of printed lines.
        measure: What the drawing shares with others, as `picture` was given it.
        most_lanes: How many lanes are drawn at most, as `picture` was given it.
        most: How many steps there may be, or fewer, if they are long; later ones are counted.

    Returns:
        One line of JSON, or nothing if the drawing has no lanes.
    """
    story, _ = choose(told, most_lanes)
    if not story.lanes:
        return ""
    sheet = Sheet(story, Scale(story, measure), "", printed=numbers(story.lines, printed))
    walker, shown = Walker(sheet), drawn(sheet)
    for number, event in enumerate(story.events):
        walker.hear(number, event, shown=number in shown or event["event"] in ENDS)
    return _fitting(sheet, walker.steps[:most], len(walker.steps))


def drawn(sheet: Sheet) -> set[int]:
    """Return the indices of the events that a drawing has an element for."""
    story = sheet.story
    found = {line.event for line in story.lines[:MOST_LINES]}
    found |= {arrow.event for arrow in story.arrows[:MOST_ARROWS]}
    for lane in story.lanes.values():
        found |= {stretch.event for stretch in merge(lane.stretches, sheet.scale)}
        found |= {lane.event, *(block.event for block in wide(sheet, lane))}
        found |= {event for _, _, event in apart(sheet, lane.items)}
    return found


def _fitting(sheet: Sheet, kept: list[Step], count: int) -> str:
    """Return as many of the steps as are small enough."""
    while True:
        text = _json(_told(sheet, kept, count - len(kept)))
        if len(text.encode()) <= MOST_BYTES or not kept:
            return text
        del kept[-max(1, len(kept) // 20) :]


def _told(sheet: Sheet, kept: list[Step], more: int) -> Told:
    story = sheet.story
    is_short = story.end - story.begin < SHORT_S
    says, states, order = _Table(), _Table(), _Table(story.lanes)
    rows: list[list[float]] = []
    for step in kept:
        at = max(step.at, story.begin)
        moment = round((at - story.begin) * (100_000 if is_short else 100))
        who = order.number(step.who) if step.who in story.lanes else -1
        place, said = round(100 * sheet.x(at), 2), says.number(step.says)
        row = [*Columns(step.event, moment, place, step.line, who, said, step.printed)]
        for key, state in step.changes.items():
            row += [order.number(key), states.number(state)]
        rows.append(row)
    return {
        "unit": "ms" if is_short else "s",
        "lanes": [(short(lane.name), lane.depth) for lane in story.lanes.values()],
        "states": states.values,
        "says": says.values,
        "steps": rows,
        "more": more,
    }


class _Table:
    """Values that are written once and then called by their numbers."""

    def __init__(self, values: Iterable[object] = ()) -> None:
        self.values = list(values)
        self.numbers = {value: number for number, value in enumerate(self.values)}

    def number(self, value: object) -> int:
        if value not in self.numbers:
            self.numbers[value] = len(self.values)
            self.values.append(value)
        return self.numbers[value]


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
