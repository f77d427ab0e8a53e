"""The walk: what happened, event by event, and what state it left each lane in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from running_loop.clean import one_line
from running_loop.timeline.kinds import (
    LAST,
    Aside,
    Cancel,
    Create,
    End,
    Enter,
    Event,
    Held,
    Item,
    Kind,
    Left,
    Print,
    Run,
    Thread,
    ThreadEnd,
    ThreadRun,
    Wait,
    Wake,
    doer,
    facts,
    own_line,
)
from running_loop.timeline.sheet import Sheet, seconds
from running_loop.timeline.story import Lane
from running_loop.timeline.svg import FORBIDDEN
from running_loop.timeline.words import HOW

LONGEST = 80
ENDED = {"returned": "done", "raised": "fail", "cancelled": "cancel"}
OUTSIDERS = {"program": "the program", "timer": "a timer", "socket": "a socket"}
ASKED = "ready", "asked to end"
State = tuple[str, str]
Hearer = Callable[[int, Any], str]
# Kinds of events that are no step and change no state, and why.
PASSED: dict[Kind, str] = {
    "program": "nothing has begun yet",
    "loop": "a loop has no lane",
    "stop": "a loop has no lane",
    "name": "it is called by its last name all the time",
    "entered": "where it is entered is the step",
    "leave": "where it is left is the step",
    "exhausted": "what comes after the loop is the step",
    "report": "the first line of a traceback tells it",
    "forked": "the drawing says it at its foot",
    "missing": "the drawing says it at its foot",
    **dict.fromkeys(LAST, "the drawing says it at its foot"),
}


@dataclass(frozen=True)
class Step:
    """One thing that happened.

    Attributes:
        event: The index of its event.
        at: Its moment in seconds of the run.
        line: Its line of the program; if it has none, where its lane was last; or 0.
        who: Who acted.
        says: What that actor did; with its name, if it has no lane.
        printed: The line of the output that it printed, or 0.
        changes: The new states, kind and words, of the lanes that it changed.
    """

    event: int
    at: float
    line: int
    who: str
    says: str
    printed: int
    changes: dict[str, State]


class Walker:
    """Hears all events of a run in their order and knows the state of every lane.

    Attributes:
        steps: What was heard and is shown.
        hearers: Who hears which kind.
    """

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet with the lanes that are drawn."""
        self.sheet = sheet
        self.lanes = sheet.story.lanes
        self.steps: list[Step] = []
        self.changes: dict[str, State] = {}
        self.states: dict[str, State] = {}
        self.started: set[str] = set()
        self.last_lines: dict[str, int] = {}
        stretches = [item for lane in self.lanes.values() for item in lane.stretches]
        self.holds = {item.event: item.end - item.begin for item in stretches if item.blocks}
        self.held_lines = {item.event: item.held[0] for item in stretches if item.held}
        self.hearers: dict[Kind, Hearer] = {
            "create": self._create,
            "run": self._run,
            "held": self._run,
            "wait": self._wait,
            "aside": self._wait,
            "end": self._end,
            "wake": self._wake,
            "cancel": self._cancel,
            "thread": self._thread,
            "thread-run": self._run,
            "thread-end": self._end,
            "enter": self._enter,
            "left": self._left,
            "item": self._item,
            "print": self._print,
        }

    def hear(self, number: int, event: Event, *, shown: bool) -> None:
        """Take the next event; what changes at one that is not shown is told with the next."""
        hearer = self.hearers.get(event["event"])
        if hearer is None:
            return
        self._reach(event)
        says = hearer(number, event)
        if not says or not shown:
            return
        who, printed = doer(event), self.sheet.printed.get(number, 0)
        named = says if who in self.lanes else f"{_outsider(who)} {says}"
        line = self._line(number, event)
        step = Step(number, event["at"], line, who, short(named), printed, self.changes)
        self.steps.append(step)
        self.changes = {}

    def _reach(self, event: Event) -> None:
        """Note the line in which a lane is now."""
        who, line = doer(event), own_line(event)
        if line and who in self.lanes:
            self.last_lines[who] = line
            if self._is(who, "run"):
                self._set(who, "run", f"running line {line}")

    def _line(self, number: int, event: Event) -> int:
        own = self.held_lines.get(number) or own_line(event)
        task = facts(event).get("task")
        return own or self.last_lines.get(f"task {task}" if task else doer(event), 0)

    def _set(self, who: str, kind: str, words: str) -> None:
        if who in self.lanes:
            self.states[who] = self.changes[who] = kind, short(words)

    def _is(self, who: str, kind: str) -> bool:
        return who in self.states and self.states[who][0] == kind

    def _name(self, actor: str) -> str:
        return short(self.sheet.who(actor))

    def _create(self, _: int, event: Create) -> str:
        return self._born(f"task {event['task']}", "creates {}")

    def _thread(self, _: int, event: Thread) -> str:
        return self._born(f"thread {event['thread']}", "gives {} to a thread")

    def _born(self, key: str, says: str) -> str:
        self._set(key, "ready", "ready")
        return says.format(self._name(key)) if key in self.lanes else ""

    def _run(self, number: int, event: Run | Held | ThreadRun) -> str:
        who = doer(event)
        if who not in self.lanes or self.lanes[who].unrun:
            return ""
        line = self.held_lines.get(number) or own_line(event)
        if number in self.holds:
            self._set(who, "hold", f"holds the loop, line {line}" if line else "holds the loop")
            return f"holds the loop for {seconds(self.holds[number])}"
        if event["event"] == "held":
            return ""
        self._set(who, "run", f"running line {line}" if line else "running")
        first = who not in self.started
        self.started.add(who)
        return "starts" if first else "goes on"

    def _wait(self, _: int, event: Wait | Aside) -> str:
        who = event["who"]
        if who not in self.lanes:
            return ""
        if event["event"] == "wait" and event["kind"] == "turn":
            self._set(who, "ready", "ready")
            return "lets the others run"
        on = event.get("on", "")
        what = event["for"] if event["event"] == "wait" else "an eager task"
        on_whom = f" ({self._name(on)})" if on in self.lanes else ""
        line = own_line(event)
        where = f" at line {line}" if line else ""
        words = f"waits for {what}{on_whom}{where}"
        self._set(who, "wait", words)
        return words

    def _end(self, _: int, event: End | ThreadEnd) -> str:
        who = doer(event)
        if who not in self.lanes:
            return ""
        lane = self.lanes[who]
        self._set(who, ENDED.get(lane.how, "done"), _outcome(lane))
        says = HOW.get(lane.how, "")
        return f"{says}: {lane.value}" if says and lane.value else says

    def _wake(self, _: int, event: Wake) -> str:
        target = f"task {event['task']}"
        if target not in self.lanes or event["by"] == target:
            return ""
        if self.states.get(target) == ASKED:
            return ""  # The request to end is what woke it.
        self._set(target, "ready", "ready")
        return f"wakes {self._name(target)}"

    def _cancel(self, _: int, event: Cancel) -> str:
        target = f"task {event['task']}"
        if target not in self.lanes:
            return ""
        if not self._is(target, "run"):
            self._set(target, *ASKED)
        return f"cancels {self._name(target)}"

    def _enter(self, _: int, event: Enter) -> str:
        return f"enters async with {event['text']}" if event["who"] in self.lanes else ""

    def _left(self, _: int, event: Left) -> str:
        return f"has left async with {event['text']}" if event["who"] in self.lanes else ""

    def _item(self, _: int, event: Item) -> str:
        return f"gets an item from {event['text']}" if event["who"] in self.lanes else ""

    def _print(self, number: int, event: Print) -> str:
        return "prints" if number in self.sheet.printed else f"prints: {event['text']}"


def short(text: str) -> str:
    """Return a text that JSON and a page can hold, cut where it is long."""
    plain = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", one_line(text))
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _outcome(lane: Lane) -> str:
    if lane.how == "raised":
        return f"failed: {lane.value}" if lane.value else "failed"
    if lane.how == "returned":
        return f"done: returned {lane.value}".rstrip()
    return lane.how or "done"


def _outsider(actor: str) -> str:
    return OUTSIDERS.get(actor, actor.removeprefix("callback "))
