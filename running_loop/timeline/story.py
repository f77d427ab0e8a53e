"""The story of a run: lanes and what happened in them, read from events."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from running_loop.clean import one_line
from running_loop.timeline.kinds import (
    LAST,
    Aside,
    Cancel,
    Create,
    End,
    Enter,
    Entered,
    Event,
    Forked,
    Held,
    Item,
    Kind,
    Left,
    Loop,
    Missing,
    Name,
    Print,
    Run,
    Thread,
    ThreadEnd,
    ThreadRun,
    Wait,
    Wake,
    doer,
    own_line,
)
from running_loop.timeline.reports import told_once

# asyncio's own threshold for a slow callback is twice as high.
BLOCKING_S = 0.05
# A shorter one counts if the program was seen in it: it may have waited for a busy machine.
SURELY_BLOCKING_S = 0.25
DEFAULT_NAME = re.compile(r"Task-\d+|None")
HOUSEKEEPING = {
    "BaseEventLoop.shutdown_asyncgens",
    "BaseEventLoop.shutdown_default_executor",
}
LONG_HOUSEKEEPING_S = 0.02
MOST_MISSING = 3
UNRUN = "never ran"
# Kinds of events that nothing is drawn for, and why.
PASSED: dict[Kind, str] = {
    "program": "its file and Python stand on the page",
    "stop": "a loop that stops changes no lane",
    "leave": "a block is drawn until it is left",
    "exhausted": "no item is no mark",
    "report": "the first line of a traceback tells it",
}


@dataclass
class Stretch:
    """A span of a lane in which one thing was going on.

    Attributes:
        kind: `run`, `wait` or `ready`.
        begin: When it began, in seconds of the run.
        end: When it ended.
        event: The index of the event that began it.
        line: The line of the program, or None.
        words: What a wait is for.
        held: The lines in which it was seen to hold the loop.
        blocks: Whether it held the loop for long.
        on: The actor that a wait is for.
        count: How many stretches it stands for.
        lines: The lines of the program that are known to have run in it.
        prints: The indices of the events of lines printed in it.
    """

    kind: str
    begin: float
    end: float
    event: int
    line: int | None = None
    words: str = ""
    held: list[int] = field(default_factory=list)
    blocks: bool = False
    on: str = ""
    count: int = 1
    lines: list[int] = field(default_factory=list)
    prints: list[int] = field(default_factory=list)


@dataclass
class Block:
    """An `async with` in a lane, from where it is entered to where it is left."""

    text: str
    line: int
    begin: float
    end: float
    event: int
    depth: int = 0
    entered: bool = False


@dataclass
class Lane:
    """A task, a piece of work in a thread, or a callback of the program.

    Attributes:
        key: The actor.
        name: What a reader calls it; no other lane has this name.
        detail: What else says who it is.
        parent: The actor that created it.
        born: When.
        event: The index of the event of its creation.
        line: The line that created it.
        stretches: What it did, in order and without overlap.
        blocks: Its `async with` blocks.
        items: When it got an item of an `async for`, and in which line.
        died: When it ended, or None.
        how: How it ended: `returned`, `raised`, `cancelled` or nothing.
        value: What it returned or raised.
        loop: The number of its loop.
        own: Whether it is the program's, or at least ran code of the program.
        adopted: Whether it is a library's that ran code of the program.
        depth: How many lanes it is nested under.
        asked: Whether it was cancelled before its first line.
        unrun: Whether that ended it, so that none of its lines ever ran.
    """

    key: str
    name: str
    detail: str
    parent: str
    born: float
    event: int
    line: int | None = None
    stretches: list[Stretch] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[float, int, int]] = field(default_factory=list)
    died: float | None = None
    how: str = ""
    value: str = ""
    loop: int = 0
    own: bool = False
    adopted: bool = False
    depth: int = 0
    asked: bool = False
    unrun: bool = False

    @property
    def is_task(self) -> bool:
        """Return whether this is the lane of a task."""
        return self.key.startswith("task ")


@dataclass(frozen=True)
class Arrow:
    """Somebody did something to a lane: `wake` or `cancel`."""

    kind: str
    at: float
    source: str
    target: str
    event: int
    line: int | None


@dataclass(frozen=True)
class Line:
    """A printed line."""

    at: float
    by: str
    text: str
    stream: str
    event: int
    line: int | None


@dataclass
class Story:
    """All that a drawing shows.

    Attributes:
        lanes: By actor, in the order of creation.
        arrows: Who woke or cancelled whom.
        lines: What was printed.
        loops: When a loop that had not run before began to run.
        begin: The first moment of the drawing.
        end: The last one.
        foreign: How many lanes of libraries are left out.
        ending: How the recording ended: `exit`, `limit`, `broken`, `traced` or `cut`.
        untraced: The types of loops that could not be traced.
        forked: How many forked processes ran a loop, which is not recorded.
        missing: What the tracer relies on and this Python lacks.
        events: The events it was read from, each printed traceback told once.
    """

    lanes: dict[str, Lane] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    loops: list[tuple[float, int]] = field(default_factory=list)
    begin: float = 0.0
    end: float = 0.0
    foreign: int = 0
    ending: str = ""
    untraced: list[str] = field(default_factory=list)
    forked: int = 0
    missing: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def tell(events: Iterable[Event]) -> Story:
    """Return the story of a run, from the events that `running_loop.timeline.events` gives."""
    teller = Teller(told_once(events))
    for number, event in enumerate(teller.story.events):
        teller.hear(number, event)
    return teller.finish()


def blocks(length: float, *, seen: bool) -> bool:
    """Return whether a stretch of so many seconds holds the loop for long."""
    return length >= (BLOCKING_S if seen else SURELY_BLOCKING_S)


class Teller:
    """Hears events in their order.

    Attributes:
        story: What they tell.
        listeners: Who hears which kind.
    """

    def __init__(self, events: list[Event]) -> None:
        """Take the events that the story keeps."""
        self.story = Story(events=events)
        self.open_blocks: dict[str, list[Block]] = {}
        self.last = 0.0
        self.listeners: dict[Kind, Callable[[int, Any], None]] = {
            "loop": self._loop,
            "create": self._create,
            "name": self._name,
            "run": self._run,
            "wait": self._wait,
            "aside": self._wait,
            "end": self._end,
            "held": self._held,
            "wake": self._wake,
            "cancel": self._cancel,
            "thread": self._thread,
            "thread-run": self._thread_run,
            "thread-end": self._thread_end,
            "enter": self._enter,
            "entered": self._entered,
            "left": self._left,
            "item": self._item,
            "print": self._print,
            "forked": self._forked,
            "missing": self._missing,
            **dict.fromkeys(LAST, self._last),
        }

    def hear(self, number: int, event: Event) -> None:
        """Take the next event, and its index."""
        self.last = event["at"]
        listener = self.listeners.get(event["event"])
        self._note(number, event)
        if listener:
            listener(number, event)

    def finish(self) -> Story:
        """Return the story when all events were heard."""
        story = self.story
        for lane in story.lanes.values():
            self._close(lane, self.last)
            for block in self.open_blocks.get(lane.key, ()):
                block.end = self.last
        _drop_housekeeping(story)
        _drop_foreign(story)
        _name(story.lanes.values())
        _nest(story.lanes)
        _frame(story, self.last)
        return story

    def _note(self, number: int, event: Event) -> None:
        """Note in the stretch that runs what happens in it."""
        lane = self.story.lanes.get(doer(event))
        if lane is None or not lane.stretches or lane.stretches[-1].kind != "run":
            return
        current = lane.stretches[-1]
        line = own_line(event)
        if line and line not in current.lines:
            current.lines.append(line)
        if event["event"] == "print":
            current.prints.append(number)

    def _loop(self, _: int, event: Loop) -> None:
        story = self.story
        if not event["loop"]:
            if event["type"] not in story.untraced:
                story.untraced.append(event["type"])
        elif event["loop"] not in {number for _, number in story.loops}:
            story.loops.append((event["at"], event["loop"]))

    def _forked(self, _number: int, _event: Forked) -> None:
        self.story.forked += 1

    def _missing(self, _: int, event: Missing) -> None:
        self.story.missing.append(event["name"])

    def _last(self, _: int, event: Event) -> None:
        self.story.ending = event["event"]

    def _create(self, number: int, event: Create) -> None:
        key = f"task {event['task']}"
        lane = Lane(
            key,
            event["name"],
            event["coroutine"],
            event["by"],
            event["at"],
            number,
            own_line(event),
        )
        lane.loop = event["loop"]
        # What the program asked of asyncio itself is its own too.
        lane.own = "defined" in event or (event.get("library") == "asyncio" and "line" in event)
        self.story.lanes[key] = lane
        self._begin(lane, "ready", number, event)

    def _name(self, _: int, event: Name) -> None:
        self.story.lanes[f"task {event['task']}"].name = event["name"]

    def _run(self, number: int, event: Run) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is None:
            name = event["who"].partition(" ")[2] or event["who"]
            name = name.rpartition(".<locals>.")[2]
            lane = Lane(event["who"], name, "callback", "program", event["at"], number)
            lane.loop, lane.own = event["loop"], "line" in event
            self.story.lanes[event["who"]] = lane
        self._begin(lane, "run", number, event)

    def _wait(self, number: int, event: Wait | Aside) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is None:
            return
        if event["event"] == "aside":
            stretch = self._begin(lane, "wait", number, event)
            stretch.words = "an eager task"
        else:
            kind = "ready" if event["kind"] == "turn" else "wait"
            stretch = self._begin(lane, kind, number, event)
            stretch.words = event["for"]
        self._adopt(lane, event)
        stretch.on = event.get("on", "")

    def _adopt(self, lane: Lane, event: Wait | Aside) -> None:
        """Give a library's task the name of the program's function that it runs."""
        if not lane.own and "function" in event:
            lane.own = lane.adopted = True
            lane.detail = f"in {lane.detail}"
            lane.name = event["function"].rpartition(".<locals>.")[2]

    def _end(self, _: int, event: End) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is None:
            return
        self._close(lane, event["at"])
        lane.died = event["at"]
        if lane.is_task:
            # What a library's task returns is no business of the program's.
            value = "" if lane.adopted and event["how"] == "returned" else event.get("value", "")
            lane.how, lane.value = event["how"], value
            if lane.how == "cancelled" and _is_unrun(lane):
                lane.unrun, lane.value = True, UNRUN
                lane.stretches.pop()

    def _held(self, number: int, event: Held) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is None:
            return
        current = lane.stretches[-1] if lane.stretches else None
        if current is None or current.kind != "run":
            since, line = event["since"], event.get("line")
            current = self._append(lane, Stretch("run", since, since, number, line))
        line = own_line(event)
        if line:
            current.held.append(line)

    def _wake(self, number: int, event: Wake) -> None:
        key = f"task {event['task']}"
        lane = self.story.lanes.get(key)
        if lane is None:
            return
        self._arrow("wake", number, event, key)
        if lane.stretches and lane.stretches[-1].kind == "wait":
            self._begin(lane, "ready", number, event)

    def _cancel(self, number: int, event: Cancel) -> None:
        key = f"task {event['task']}"
        self._arrow("cancel", number, event, key)
        lane = self.story.lanes.get(key)
        if lane:
            lane.asked = lane.asked or all(item.kind == "ready" for item in lane.stretches)

    def _arrow(self, kind: str, number: int, event: Wake | Cancel, target: str) -> None:
        last = self.story.arrows[-1] if self.story.arrows else None
        cancels = last and (last.kind, last.source, last.target) == ("cancel", event["by"], target)
        if kind == "wake" and cancels:
            return  # The request to end is what woke it.
        arrow = Arrow(kind, event["at"], event["by"], target, number, own_line(event))
        self.story.arrows.append(arrow)

    def _thread(self, number: int, event: Thread) -> None:
        key = f"thread {event['thread']}"
        lane = Lane(key, event["name"], "thread", event["by"], event["at"], number, own_line(event))
        lane.own = "defined" in event or "line" in event
        self.story.lanes[key] = lane
        self._begin(lane, "ready", number, event)

    def _thread_run(self, number: int, event: ThreadRun) -> None:
        self._begin(self.story.lanes[f"thread {event['thread']}"], "run", number, event)

    def _thread_end(self, _: int, event: ThreadEnd) -> None:
        lane = self.story.lanes[f"thread {event['thread']}"]
        self._close(lane, event["at"])
        lane.died = event["at"]
        lane.how = "raised" if event.get("value") else "returned"
        lane.value = event.get("value", "")

    def _enter(self, number: int, event: Enter) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is None:
            return
        stack = self.open_blocks.setdefault(lane.key, [])
        at = event["at"]
        block = Block(event["text"], event["line"], at, at, number, len(stack))
        stack.append(block)
        lane.blocks.append(block)

    def _entered(self, _: int, event: Entered) -> None:
        for block in reversed(self.open_blocks.get(event["who"], [])):
            if block.line == event["line"]:
                block.entered = True
                return

    def _left(self, _: int, event: Left) -> None:
        stack = self.open_blocks.get(event["who"], [])
        if stack:
            stack.pop().end = event["at"]

    def _item(self, number: int, event: Item) -> None:
        lane = self.story.lanes.get(event["who"])
        if lane is not None:
            lane.items.append((event["at"], event["line"], number))

    def _print(self, number: int, event: Print) -> None:
        if event["by"] in self.story.lanes:
            self.story.lanes[event["by"]].own = True
        facts = event["by"], event["text"], event["stream"], number, own_line(event)
        self.story.lines.append(Line(event["at"], *facts))

    def _begin(self, lane: Lane, kind: str, number: int, event: Event) -> Stretch:
        at = event["at"]
        return self._append(lane, Stretch(kind, at, at, number, own_line(event)))

    def _append(self, lane: Lane, stretch: Stretch) -> Stretch:
        self._close(lane, stretch.begin)
        lane.stretches.append(stretch)
        return stretch

    def _close(self, lane: Lane, at: float) -> None:
        if lane.died is None and lane.stretches:
            last = lane.stretches[-1]
            last.end = max(at, last.begin)
            in_loop = not lane.key.startswith("thread ")
            long = blocks(last.end - last.begin, seen=bool(last.held))
            last.blocks = in_loop and last.kind == "run" and long


def _is_unrun(lane: Lane) -> bool:
    """Return whether a task that ended cancelled did so before its first line.

    Its only step throws the cancellation into a coroutine that has not begun.
    """
    kinds = [stretch.kind for stretch in lane.stretches]
    last = lane.stretches[-1]
    has_done = last.prints or any(line != last.line for line in last.lines)
    return lane.asked and kinds == ["ready", "run"] and not has_done


def _drop_housekeeping(story: Story) -> None:
    """Leave out the tasks with which `asyncio.run` ends, unless they wait for long."""
    for key, lane in tuple(story.lanes.items()):
        if lane.detail in HOUSEKEEPING:
            waits = [item.end - item.begin for item in lane.stretches if item.kind == "wait"]
            lane.own = max(waits, default=0.0) >= LONG_HOUSEKEEPING_S
            if not lane.own:
                del story.lanes[key]


def _drop_foreign(story: Story) -> None:
    """Leave out what only libraries do, if the program does anything itself."""
    own = {key: lane for key, lane in story.lanes.items() if lane.own or _holds(lane)}
    for lane in own.values():
        while lane.parent in story.lanes and lane.parent not in own:
            lane.parent = story.lanes[lane.parent].parent
    if own:
        story.foreign = len(story.lanes) - len(own)
        story.lanes = own


def _holds(lane: Lane) -> bool:
    return any(stretch.blocks for stretch in lane.stretches)


def _name(lanes: Iterable[Lane]) -> None:
    """Give each lane a name of its own, the program's where it gave one."""
    found = list(lanes)
    for lane in found:
        if lane.is_task and DEFAULT_NAME.fullmatch(lane.name):
            function = lane.detail.rpartition(".<locals>.")[2]
            lane.name, lane.detail = function.removeprefix("BaseEventLoop."), lane.name
        elif lane.is_task:
            lane.detail = lane.detail.rpartition(".<locals>.")[2]
    shared = Counter(lane.name for lane in found)
    counts: Counter[str] = Counter()
    for lane in found:
        if shared[lane.name] > 1:
            counts[lane.name] += 1
            lane.name += f" {counts[lane.name]}"


def _nest(lanes: dict[str, Lane]) -> None:
    """Put each lane under its parent, in the order of creation."""
    children: dict[str, list[Lane]] = {}
    for lane in lanes.values():
        known = lane.parent if lane.parent in lanes and lane.parent != lane.key else ""
        children.setdefault(known, []).append(lane)
    ordered: list[Lane] = []
    rest = [(lane, 0) for lane in reversed(children.get("", []))]
    while rest:
        lane, lane.depth = rest[-1][0], rest.pop()[1]
        ordered.append(lane)
        rest += [(child, lane.depth + 1) for child in reversed(children.get(lane.key, []))]
    lanes.clear()
    lanes.update((lane.key, lane) for lane in ordered)


def _frame(story: Story, last: float) -> None:
    """Find the first and the last moment that the drawing shows."""
    births = [lane.born for lane in story.lanes.values()]
    ends = [lane.stretches[-1].end for lane in story.lanes.values() if lane.stretches]
    story.begin = min([*births, *(at for at, _ in story.loops)], default=0.0)
    open_ended = any(lane.died is None for lane in story.lanes.values())
    stop = last if open_ended and story.ending == "cut" else 0.0
    story.end = max([story.begin, stop, *ends, *(line.at for line in story.lines)])


def lacks(names: Sequence[str]) -> str:
    """Return what is said of what the tracer relies on and this Python lacks."""
    more = len(names) - MOST_MISSING
    rest = [f"{more} more that it relies on"] if more > 0 else []
    listed = ", ".join([*map(one_line, names[:MOST_MISSING]), *rest])
    return f"the timeline may be wrong: the tracer does not find {listed} in this Python"


def forked(count: int) -> str:
    """Return what is said of so many forked processes that ran a loop."""
    if count == 1:
        return "a forked process ran a loop of its own, which is not recorded"
    return f"{count} forked processes ran loops of their own, which are not recorded"
