"""The words: a run told line by line, for those who do not see the drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from running_loop.clean import one_line
from running_loop.timeline.kinds import (
    LAST,
    Cancel,
    Create,
    End,
    Entered,
    Held,
    Item,
    Kind,
    Left,
    Loop,
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
from running_loop.timeline.sheet import seconds
from running_loop.timeline.story import Story, blocks, forked, lacks

Say = Callable[[Any], str]

MOST = 200
LONGEST = 100
HOW = {"returned": "returns", "raised": "fails", "cancelled": "ends, cancelled"}
# Kinds of events of which no sentence is said, and why.
PASSED: dict[Kind, str] = {
    "program": "its file and Python stand on the page",
    "stop": "tasks have said what there was to say",
    "name": "it is called by its last name all the time",
    "aside": "the eager task that starts says it",
    "enter": "it is said when it has entered",
    "leave": "it is said when it has left",
    "exhausted": "what comes after the loop says it",
    "report": "the first line of a traceback tells it",
    "forked": "a remark says it",
    "missing": "a remark says it",
    **dict.fromkeys(LAST, "a remark says it"),
}
ENDINGS: dict[str, str] = {
    "limit": "Recording ends after {} events; the program goes on.",
    "broken": "The tracer gives up after {} events; the program goes on.",
    "traced": "Recording ends after {} events: from here on the program traces itself.",
    "cut": "The recording breaks off after {} events: the program crashed or was killed.",
}


@dataclass(frozen=True)
class Sentence:
    """One thing that happened.

    Attributes:
        at: When, as a reader says it.
        words: What happened.
        event: The index of its event.
        line: The line of the program, or None.
        who: The actor who did it.
    """

    at: str
    words: str
    event: int
    line: int | None
    who: str

    def __str__(self) -> str:
        """Return it as one line of text."""
        where = f" (line {self.line})" if self.line else ""
        return f"{self.at}  {self.words}{where}"


def words(story: Story, most: int = MOST) -> str:
    """Return what happened in a run as so many lines of text; the rest is counted."""
    said, remarks = sentences(story, most)
    return "".join(f"{line}\n" for line in (*said, *remarks))


def sentences(story: Story, most: int = MOST) -> tuple[list[Sentence], list[str]]:
    """Return what happened in a run, at most so many things, and what a reader must know of it."""
    said = Speaker(story).sentences()
    rest = [f"… and {len(said) - most} more lines"] if len(said) > most else []
    kinds = [f"A loop of another kind cannot be traced: {kind}." for kind in story.untraced]
    children = [f"{forked(story.forked).capitalize()}."] if story.forked else []
    ending = [ENDINGS[story.ending].format(len(story.events))] if story.ending in ENDINGS else []
    lacking = [_remark(lacks(story.missing))] if story.missing else []
    return said[:most], [*rest, *map(one_line, kinds), *children, *lacking, *ending]


def _remark(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


class Speaker:
    """Says events one by one.

    Attributes:
        speakers: Who says which kind.
    """

    def __init__(self, story: Story) -> None:
        """Take the story."""
        self.story = story
        self.running: dict[str, float] = {}
        self.seen: set[str] = set()
        self.speakers: dict[Kind, Say] = {
            "loop": self._loop,
            "create": self._create,
            "run": self._run,
            "wait": self._wait,
            "end": self._end,
            "held": self._held,
            "wake": self._wake,
            "cancel": self._cancel,
            "thread": self._thread,
            "thread-run": self._thread_run,
            "thread-end": self._thread_end,
            "entered": self._entered,
            "left": self._left,
            "item": self._item,
            "print": self._print,
        }
        self.loops: set[int] = set()

    def sentences(self) -> list[Sentence]:
        """Return what is said of all events."""
        found = []
        for number, event in enumerate(self.story.events):
            speaker = self.speakers.get(event["event"])
            said = speaker(event) if speaker else ""
            if said:
                at = seconds(max(0.0, event["at"] - self.story.begin))
                who = doer(event) or "program"
                found.append(Sentence(at, one_line(said), number, own_line(event), who))
        return found

    def _who(self, actor: str) -> str:
        lane = self.story.lanes.get(actor)
        known = lane or not actor.startswith("task ")
        return _short(lane.name) if lane else actor if known else "a library"

    def _drawn(self, actor: str) -> bool:
        return actor in self.story.lanes

    def _loop(self, event: Loop) -> str:
        new = event["loop"] and event["loop"] not in self.loops
        self.loops.add(event["loop"])
        return f"loop {event['loop']} begins to run" if new and len(self.story.loops) > 1 else ""

    def _create(self, event: Create) -> str:
        actor = f"task {event['task']}"
        if not self._drawn(actor):
            return ""
        by = self._who(event["by"])
        return f"{by} creates {self._who(actor)}"

    def _run(self, event: Run) -> str:
        first = event["who"] not in self.running
        self.running[event["who"]] = event["at"]
        self.seen.discard(event["who"])
        lane = self.story.lanes.get(event["who"])
        return f"{self._who(event['who'])} starts" if first and lane and not lane.unrun else ""

    def _wait(self, event: Wait) -> str:
        if not self._drawn(event["who"]):
            return ""
        on = f" ({self._who(event['on'])})" if self._drawn(event.get("on", "")) else ""
        return f"{self._who(event['who'])} waits: {event['for']}{on}{self._long(event)}"

    def _end(self, event: End) -> str:
        if not self._drawn(event["who"]) or not event["who"].startswith("task "):
            return ""
        told = self.story.lanes[event["who"]].value
        value = f": {_short(told)}" if told else ""
        return f"{self._who(event['who'])} {HOW[event['how']]}{value}{self._long(event)}"

    def _long(self, event: Wait | End) -> str:
        length = event["at"] - self.running.get(event["who"], event["at"])
        held = blocks(length, seen=event["who"] in self.seen)
        return f", after it held the loop for {seconds(length)}" if held else ""

    def _held(self, event: Held) -> str:
        self.seen.add(event["who"])
        return f"{self._who(event['who'])} holds the loop" if self._drawn(event["who"]) else ""

    def _wake(self, event: Wake) -> str:
        actor = f"task {event['task']}"
        if not self._drawn(actor) or actor == event["by"]:
            return ""
        return f"{self._who(event['by'])} wakes {self._who(actor)}"

    def _cancel(self, event: Cancel) -> str:
        actor = f"task {event['task']}"
        if not self._drawn(actor):
            return ""
        return f"{self._who(event['by'])} cancels {self._who(actor)}"

    def _thread(self, event: Thread) -> str:
        return f"{self._who(event['by'])} gives {event['name']} to a thread"

    def _thread_run(self, event: ThreadRun) -> str:
        return f"{self._work(event)} runs in a thread"

    def _thread_end(self, event: ThreadEnd) -> str:
        error = f" with {event['value']}" if "value" in event else ""
        return f"{self._work(event)} ends{error}"

    def _work(self, event: ThreadRun | ThreadEnd) -> str:
        return self._who(f"thread {event['thread']}")

    def _entered(self, event: Entered) -> str:
        return f"{self._who(event['who'])} enters async with {event['text']}"

    def _left(self, event: Left) -> str:
        return f"{self._who(event['who'])} has left async with {event['text']}"

    def _item(self, event: Item) -> str:
        return f"{self._who(event['who'])} gets an item from {event['text']}"

    def _print(self, event: Print) -> str:
        return f"{self._who(event['by'])} prints: {_short(event['text'])}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
