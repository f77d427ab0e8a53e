"""Kinds of events: what each kind holds; `events` tells what it means."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict, cast

Kind = Literal[
    "program",
    "loop",
    "stop",
    "create",
    "name",
    "run",
    "wait",
    "aside",
    "end",
    "held",
    "wake",
    "cancel",
    "thread",
    "thread-run",
    "thread-end",
    "enter",
    "entered",
    "leave",
    "left",
    "item",
    "exhausted",
    "print",
    "report",
    "forked",
    "missing",
    "limit",
    "traced",
    "broken",
    "exit",
    "cut",
]
# With these a recording ends.
LAST: frozenset[Kind] = frozenset({"exit", "limit", "broken", "traced", "cut"})
Awaited = TypedDict("Awaited", {"kind": str, "for": str})


class Where(TypedDict, total=False):
    """A line of the program, of a function, in another file than the program's own."""

    line: int
    function: str
    file: str


class At(TypedDict):
    """Something at a moment, in seconds since the program began."""

    at: float


class Somewhere(At, Where):
    """Something in a line of the program, if that is known."""


class Stretch(Somewhere):
    """Something that whoever runs in a loop did."""

    who: str
    loop: int


class Aimed(Somewhere):
    """Something that an actor did to a task."""

    task: int
    by: str


class Mark(At):
    """Something at an `async with` or `async for`, whose expression has a text."""

    who: str
    text: str
    line: int


class Printing(Somewhere):
    """A line that was printed to `stdout` or `stderr`."""

    by: str
    stream: str
    text: str


class Program(At):
    """The recording of a program began."""

    event: Literal["program"]
    file: str
    python: str


class Loop(Somewhere):
    """A loop began to run."""

    event: Literal["loop"]
    loop: int
    type: str


class Stop(At):
    """A loop stopped running."""

    event: Literal["stop"]
    loop: int


class Create(Aimed):
    """A task is new."""

    event: Literal["create"]
    coroutine: str
    library: NotRequired[str]
    name: str
    loop: int
    defined: NotRequired[int]


class Name(At):
    """A task got another name."""

    event: Literal["name"]
    task: int
    name: str


class Run(Stretch):
    """A stretch began."""

    event: Literal["run"]


class Wait(Stretch, Awaited):
    """A stretch ended in a wait."""

    event: Literal["wait"]
    on: NotRequired[str]


class Aside(Stretch):
    """A stretch was interrupted by an eager task."""

    event: Literal["aside"]
    on: str


class End(Stretch):
    """A task or a callback ended."""

    event: Literal["end"]
    how: str
    value: NotRequired[str]


class Held(Stretch):
    """A stretch held its loop."""

    event: Literal["held"]
    since: float


class Wake(Aimed):
    """What a task waited for is there."""

    event: Literal["wake"]


class Cancel(Aimed):
    """Somebody asked a task to end."""

    event: Literal["cancel"]


class Thread(Somewhere):
    """Work was given to an executor."""

    event: Literal["thread"]
    thread: int
    name: str
    by: str
    defined: NotRequired[int]


class ThreadRun(At):
    """The work began."""

    event: Literal["thread-run"]
    thread: int


class ThreadEnd(At):
    """The work ended."""

    event: Literal["thread-end"]
    thread: int
    value: NotRequired[str]


class Enter(Mark):
    """An `async with` is going to be entered."""

    event: Literal["enter"]


class Entered(Mark):
    """It was entered."""

    event: Literal["entered"]


class Leave(Mark):
    """It is going to be left."""

    event: Literal["leave"]


class Left(Mark):
    """It was left."""

    event: Literal["left"]


class Item(Mark):
    """An `async for` got an item."""

    event: Literal["item"]


class Exhausted(Mark):
    """An `async for` came to the end."""

    event: Literal["exhausted"]


class Print(Printing):
    """A line was printed."""

    event: Literal["print"]


class Report(Printing):
    """A line of a traceback was printed, of which another line tells."""

    event: Literal["report"]


class Forked(At):
    """A forked process ran a loop."""

    event: Literal["forked"]


class Missing(At):
    """This Python lacks something that the tracer relies on."""

    event: Literal["missing"]
    name: str


class Limit(At):
    """The recording ended: it is long enough."""

    event: Literal["limit"]
    events: int


class Traced(At):
    """The recording ended: the program traces itself."""

    event: Literal["traced"]


class Broken(At):
    """The recording ended: the tracer gave up."""

    event: Literal["broken"]
    text: str


class Exit(At):
    """The program ended."""

    event: Literal["exit"]


class Cut(At):
    """The recording breaks off."""

    event: Literal["cut"]


Event = (
    Program
    | Loop
    | Stop
    | Create
    | Name
    | Run
    | Wait
    | Aside
    | End
    | Held
    | Wake
    | Cancel
    | Thread
    | ThreadRun
    | ThreadEnd
    | Enter
    | Entered
    | Leave
    | Left
    | Item
    | Exhausted
    | Print
    | Report
    | Forked
    | Missing
    | Limit
    | Traced
    | Broken
    | Exit
    | Cut
)


def facts(event: Event) -> Mapping[str, Any]:
    """Return an event for who asks for keys that not all kinds have."""
    return cast("Mapping[str, Any]", event)


def doer(event: Event) -> str:
    """Return the actor who did something; empty if there is none."""
    if event["event"] == "thread-run" or event["event"] == "thread-end":
        return f"thread {event['thread']}"
    known = facts(event)
    return str(known.get("who") or known.get("by") or "")


def own_line(event: Event) -> int | None:
    """Return the line of an event in the program's own file, or None."""
    known = facts(event)
    line: int | None = None if "file" in known else known.get("line")
    return line
