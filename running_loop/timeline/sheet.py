"""The sheet that a picture is drawn on: where things stand, and how texts get there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from running_loop.clean import one_line
from running_loop.timeline.scale import Scale
from running_loop.timeline.story import Lane, Story
from running_loop.timeline.style import SMALL
from running_loop.timeline.svg import element, fitting, percent, quoted, shown_at

LEFT, RIGHT = 0.004, 0.988
PADDING = 4.0
# Of a run that is shorter, hundredths of a second say nothing.
SHORT_S = 0.05


@dataclass(frozen=True)
class Rows:
    """How high the parts of a lane are in pixels.

    Attributes:
        head: The row of its name.
        bar: Its bar.
        below: What is free below it.
        block: What each level of blocks takes more.
        baseline: Where text in the bar stands, from its upper edge.
    """

    head: float
    bar: float
    below: float
    block: float
    baseline: float


ROOMY, COMPACT = Rows(18, 20, 13, 15, 14), Rows(15, 15, 5, 4, 11.5)
# How many lanes are roomy at most.
MOST_ROOMY = 6


@dataclass
class Sheet:
    """What all parts of a picture need.

    Attributes:
        story: What is drawn.
        scale: Where its moments stand.
        name: Begins all names that must be unique on a page.
        source: The program's lines.
        tops: The upper edges of the lanes' bars in pixels.
        printed: The number in the output of the line that an event printed.
    """

    story: Story
    scale: Scale
    name: str
    source: Sequence[str] = ()
    tops: dict[str, float] = field(default_factory=dict)
    printed: dict[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """How high the lanes are."""
        return COMPACT if len(self.story.lanes) > MOST_ROOMY else ROOMY

    def x(self, at: float) -> float:
        """Return the place of a moment as a part of the width."""
        return LEFT + (RIGHT - LEFT) * self.scale.place(at)

    def who(self, actor: str) -> str:
        """Return what a reader calls an actor."""
        lane = self.story.lanes.get(actor)
        return lane.name if lane else actor.removeprefix("callback ")

    def code(self, line: int | None) -> str:
        """Return a line of the program, or nothing."""
        if line is None or not 0 < line <= len(self.source):
            return ""
        return one_line(self.source[line - 1].strip())

    def clock(self, at: float) -> str:
        """Return a moment as a reader says it, from the first one on."""
        return seconds(at - self.story.begin, self.story.end - self.story.begin)

    def facts(self, event: int, line: int | None, lane: Lane | None = None) -> dict[str, object]:
        """Return the attributes by which a script on the page finds an element."""
        return {"data_event": event, "data_line": line, "data_who": lane.key if lane else None}


def seconds(length: float, of: float = 1.0) -> str:
    """Return a length of time, as exact as a whole of such a length needs."""
    if of < SHORT_S:
        return f"{length * 1000:.2f} ms" if length < SHORT_S else f"{length * 1000:.0f} ms"
    return f"{length:.2f} s"


def texts(  # noqa: PLR0913, a text has that many sides
    candidates: Sequence[str],
    place: float,
    share: float,
    y: float,
    *,
    kind: str = "",
    dx: float = PADDING,
    size: float = SMALL,
    anchor: str | None = None,
) -> str:
    """Return, for each width, the first text that fits into a part of it."""
    found = []
    for text, where in shown_at(fitting(candidates, share, 2 * abs(dx), size)):
        classes = " ".join(filter(None, (kind, where))) or None
        facts = {"x": percent(place), "y": y, "dx": dx or None, "text_anchor": anchor}
        found.append(element("text", quoted(text), **facts, class_=classes))
    return "".join(found)


def titled(title: str, content: str, **attributes: object) -> str:
    """Return a group that says what it is when pointed at."""
    return element("g", element("title", quoted(title)) + content, **attributes)
