"""Events: what the loops of a program did, as a plain list that JSON can hold.

Each event is a dictionary with `event`, its kind, and `at`, the seconds since
the program began. They stand in the order in which they happened.

| event | more keys | what happened |
|---|---|---|
| `program` | `file`, `python` | recording began |
| `loop` | `loop`, `type`, `line` | a loop began to run; number 0 if it cannot be traced |
| `stop` | `loop` | it stopped running; the same one may run again |
| `create` | `task`, `name`, `coroutine`, `library`, `loop`, `by`, `line`, `defined` | a new task |
| `name` | `task`, `name` | it got another name |
| `run` | `who`, `loop`, `line` | a stretch began: the line it resumed at |
| `wait` | `who`, `loop`, `kind`, `for`, `on`, `line` | the stretch ended in a wait |
| `aside` | `who`, `loop`, `on`, `line` | it was interrupted by an eager task |
| `end` | `who`, `loop`, `how`, `value`, `line` | it returned, raised or was cancelled |
| `held` | `who`, `loop`, `since`, `line` | a stretch held its loop; it was in this line |
| `wake` | `task`, `by`, `line` | what a task waited for is there |
| `cancel` | `task`, `by`, `line` | somebody asked it to end |
| `thread` | `thread`, `name`, `by`, `line`, `defined` | work was given to an executor |
| `thread-run`, `thread-end` | `thread`, `value` | the work began; it ended |
| `enter`, `entered`, `leave`, `left` | `who`, `text`, `line` | what an `async with` does |
| `item`, `exhausted` | `who`, `text`, `line` | an `async for` got an item, or the end |
| `print` | `by`, `stream`, `text`, `line` | a line was printed |
| `missing` | `name` | this Python lacks something that the tracer relies on |
| `forked` | | a forked process ran a loop, of which nothing is recorded |
| `limit` | `events` | so much was recorded; what came later was not |
| `traced` | | the program traces itself from here on, and is not recorded |
| `broken` | `text` | the tracer gave up; the program did not |
| `exit` | | the program ended |
| `cut` | | the recording breaks off: the program crashed or was killed |

`who`, `by` and `on` name an actor: `task 2`, `thread 1`, `callback tick`, `timer`,
`socket`, `signal`, `other thread`, `somebody` if that
is not known, or `program` for code outside every task.
`library` names the package of a coroutine that is not the program's.
`line` and `defined` are lines of the program, or absent; a line in another file
of the program comes with `file`. `function` tells which function it is in.

Whatever a program calls something, each text is one line without control characters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from running_loop.clean import one_line
from running_loop.timeline.kinds import (
    LAST,
    Aside,
    Awaited,
    Broken,
    Cancel,
    Create,
    End,
    Event,
    Exit,
    Forked,
    Held,
    Limit,
    Loop,
    Missing,
    Name,
    Print,
    Program,
    Run,
    Stop,
    Thread,
    ThreadEnd,
    ThreadRun,
    Traced,
    Wait,
    Wake,
    Where,
)
from running_loop.timeline.waits import turn, wait
from running_loop.tracer import rows, tape
from running_loop.tracer.tape import Row

Kept = TypeVar("Kept", bound=Event)

OUTCOMES = {rows.RETURNED: "returned", rows.RAISED: "raised", rows.CANCELLED: "cancelled"}
ACTORS = {
    rows.PROGRAM: "program",
    rows.TIMER: "timer",
    rows.SOCKET: "socket",
    rows.SIGNAL: "signal",
    rows.OTHER_THREAD: "other thread",
}
NUMBERED = {rows.TASK: "task", rows.POOL: "thread"}
STREAMS = {1: "stdout", 2: "stderr"}
ENDS = {rows.LIMIT, rows.BROKEN, rows.EXIT, rows.TRACED}


def read(path: Path) -> list[Event]:
    """Return the events in a file that a traced program wrote, even if it was killed.

    There are none, and there may be no file, if the program could not be compiled.
    """
    header, written = tape.read(path)
    return decode(header, written) if header else []


def decode(header: dict[str, Any], recorded: Iterable[Row]) -> list[Event]:
    """Return the events of a program.

    Args:
        header: Its `program` as tracebacks name it, `python`, and `sites` of its marks.
        recorded: The rows of a recorder.
    """
    return _Decoder(header, list(recorded)).events()


def check(text: str) -> None:
    """Raise if a tape is none that a run gave.

    Raises:
        ValueError: It cannot be played, or its rows do not fit one another.
    """
    try:
        header, written = tape.play(text)
        decode(header, written)
    except (ArithmeticError, AttributeError, LookupError, TypeError) as error:
        raise ValueError("no tape") from error


def _coroutine(text: str, *, own: bool) -> tuple[str, dict[str, str]]:
    """Return the name of a coroutine, and the library it is of, if it is not the program's."""
    module, colon, name = text.rpartition(":")
    if own or not colon:
        return text, {}
    return name, {"library": module.partition("/")[0].removesuffix(".py")}


def _defined(place: Where) -> dict[str, int]:
    return {"defined": place["line"]} if place else {}


def _waits(at: float, who: str, loop: int, words: Awaited) -> Wait:
    facts: Wait = {
        "event": "wait",
        "at": at,
        "who": who,
        "loop": loop,
        "kind": words["kind"],
        "for": words["for"],
    }
    return facts


def _with(event: Kept, more: Mapping[str, object]) -> Kept:
    """Return an event with more of the keys that its kind may have."""
    cast("dict[str, object]", event).update(more)
    return event


class _Decoder:
    """Turns rows into events."""

    def __init__(self, header: dict[str, Any], recorded: list[Row]) -> None:
        self.file = one_line(header.get("program", ""))
        self.python = header.get("python", "")
        self.sites = {
            number: (kind, line, one_line(text))
            for number, kind, line, text in header.get("sites", ())
        }
        self.texts = {row[1]: one_line(row[2]) for row in recorded if row[0] == rows.TEXT}
        self.places = {row[1]: row[2:] for row in recorded if row[0] == rows.PLACE}
        self.waits = {row[1]: row[2:] for row in recorded if row[0] == rows.WAIT}
        self.rows = [row for row in recorded if row[0] >= rows.BEGAN]
        self.began = next((row[1] for row in self.rows if row[0] == rows.BEGAN), 0)
        self.ended = next((row[1] for row in self.rows if row[0] in ENDS), None)
        self.resumes: dict[str, Where] = {}
        self.readers: dict[int, Callable[..., Iterator[Event]]] = {
            rows.BEGAN: self._began,
            rows.LOOP: self._loop,
            rows.STOP: self._stop,
            rows.CREATE: self._create,
            rows.NAME: self._name,
            rows.RUN: self._run,
            rows.WAKE: self._wake,
            rows.CANCEL: self._cancel,
            rows.HELD: self._held,
            rows.THREAD: self._thread,
            rows.THREAD_RUN: self._thread_run,
            rows.THREAD_END: self._thread_end,
            rows.MARK: self._mark,
            rows.PRINT: self._print,
            rows.LIMIT: self._limit,
            rows.BROKEN: self._broken,
            rows.EXIT: self._exit,
            rows.FORKED: self._forked,
            rows.TRACED: self._traced,
            rows.MISSING: self._missing,
            rows.ALIVE: lambda _: iter(()),
        }

    def events(self) -> list[Event]:
        found = [event for row in self.rows for event in self.readers[row[0]](*row[1:])]
        # A stretch is written when it is over; sorting puts its begin before what it did.
        found.sort(key=lambda event: (event["at"], event["event"] in LAST))
        for event in found:
            event["at"] = self._seconds(event["at"])
        if not found or found[-1]["event"] not in LAST:
            alive = [self._seconds(row[1]) for row in self.rows if row[0] == rows.ALIVE]
            at = max([*alive, *(event["at"] for event in found[-1:])], default=0.0)
            found.append({"event": "cut", "at": at})
        return found

    def _seconds(self, at: float) -> float:
        return round((at - self.began) / 1e9, 7)

    def _place(self, number: int) -> Where:
        if number not in self.places:
            return {}
        file, function, line = self.places[number]
        name = self.texts[file]
        where: Where = {"line": line, "function": self.texts[function]}
        if name != self.file:
            where["file"] = name
        return where

    def _actor(self, number: int) -> str:
        kind, own = rows.kind_of(number), rows.number_of(number)
        if kind in NUMBERED:
            return f"{NUMBERED[kind]} {own}"
        if (kind, own) == (rows.PROGRAM, rows.SOMEBODY):
            return "somebody"
        return ACTORS.get(kind) or f"callback {self.texts.get(own, '')}"

    def _began(self, at: int) -> Iterator[Program]:
        yield {"event": "program", "at": at, "file": self.file, "python": self.python}

    def _loop(self, at: int, loop: int, kind: int, place: int) -> Iterator[Loop]:
        type_ = self.texts[kind]
        yield {"event": "loop", "at": at, "loop": loop, "type": type_, **self._place(place)}

    def _stop(self, at: int, loop: int) -> Iterator[Stop]:
        yield {"event": "stop", "at": at, "loop": loop}

    def _create(self, at: int, *fields: int) -> Iterator[Create]:
        loop, task, by, place, name, code, define = fields
        defined = self._place(define)
        self.resumes[f"task {task}"] = defined
        coroutine, library = _coroutine(self.texts[code], own=bool(defined))
        event: Create = {
            "event": "create",
            "at": at,
            "task": task,
            "name": self.texts[name],
            "coroutine": coroutine,
            "loop": loop,
            "by": self._actor(by),
        }
        yield _with(event, {**library, **self._place(place), **_defined(defined)})

    def _name(self, at: int, task: int, name: int) -> Iterator[Name]:
        yield {"event": "name", "at": at, "task": task, "name": self.texts[name]}

    def _run(self, begin: int, *fields: int) -> Iterator[Run | Wait | Aside | End]:
        actor, loop, end, outcome, number, detail, on = (*fields, 0)[:7]
        place, callee, leaf = self.waits[number]
        who, here = self._actor(actor), self._place(place)
        resumed = self.resumes.get(who, here)
        yield {"event": "run", "at": begin, "who": who, "loop": loop, **resumed}
        if outcome in {rows.ASIDE, rows.WAITS, rows.AGAIN}:
            self.resumes[who] = here
        if outcome == rows.ASIDE:
            on_whom = self._actor(on)
            yield {"event": "aside", "at": end, "who": who, "loop": loop, "on": on_whom, **here}
        elif outcome in {rows.WAITS, rows.AGAIN}:
            texts = self.texts.get(callee, ""), self.texts.get(leaf, ""), detail
            words = wait(*texts) if outcome == rows.WAITS else turn()
            awaited = {"on": self._actor(on)} if on else {}
            yield _with(_waits(end, who, loop, words), {**awaited, **here})
        else:
            how = OUTCOMES.get(outcome, "returned")
            value = {"value": self.texts[detail]} if detail else {}
            ends: End = {"event": "end", "at": end, "who": who, "loop": loop, "how": how}
            yield _with(ends, {**value, **here})

    def _wake(self, at: int, task: int, by: int, place: int) -> Iterator[Wake]:
        by_whom = self._actor(by)
        yield {"event": "wake", "at": at, "task": task, "by": by_whom, **self._place(place)}

    def _cancel(self, at: int, task: int, by: int, place: int) -> Iterator[Cancel]:
        by_whom = self._actor(by)
        yield {"event": "cancel", "at": at, "task": task, "by": by_whom, **self._place(place)}

    def _held(self, at: int, actor: int, loop: int, begin: int, place: int) -> Iterator[Held]:
        who, since = self._actor(actor), self._seconds(begin)
        facts: Held = {"event": "held", "at": at, "who": who, "loop": loop, "since": since}
        yield {**facts, **self._place(place)}

    def _thread(self, at: int, *fields: int) -> Iterator[Thread]:
        thread, by, place, name, define = fields
        defined = self._place(define)
        by_whom, text = self._actor(by), self.texts[name]
        event: Thread = {"event": "thread", "at": at, "thread": thread, "name": text, "by": by_whom}
        yield _with(event, {**self._place(place), **_defined(defined)})

    def _thread_run(self, at: int, thread: int) -> Iterator[ThreadRun]:
        yield {"event": "thread-run", "at": at, "thread": thread}

    def _thread_end(self, at: int, thread: int, error: int) -> Iterator[ThreadEnd]:
        event: ThreadEnd = {"event": "thread-end", "at": at, "thread": thread}
        if error:
            event["value"] = self.texts[error]
        yield event

    def _mark(self, at: int, actor: int, site: int) -> Iterator[Event]:
        if site in self.sites:
            kind, line, text = self.sites[site]
            who = self._actor(actor)
            mark = {"event": kind, "at": at, "who": who, "text": text, "line": line}
            yield cast("Event", mark)

    def _print(self, at: int, actor: int, place: int, stream: int, text: int) -> Iterator[Print]:
        by, printed = self._actor(actor), self.texts[text]
        facts: Print = {
            "event": "print",
            "at": at,
            "by": by,
            "stream": STREAMS[stream],
            "text": printed,
        }
        yield {**facts, **self._place(place)}

    def _limit(self, at: int, count: int) -> Iterator[Limit]:
        yield {"event": "limit", "at": at, "events": count}

    def _broken(self, at: int, text: int) -> Iterator[Broken]:
        yield {"event": "broken", "at": at, "text": self.texts[text]}

    def _exit(self, at: int) -> Iterator[Exit]:
        yield {"event": "exit", "at": at}

    def _forked(self, at: int) -> Iterator[Forked]:
        # A forked process may outlive the program.
        yield {"event": "forked", "at": at if self.ended is None else min(at, self.ended)}

    def _traced(self, at: int) -> Iterator[Traced]:
        yield {"event": "traced", "at": at}

    def _missing(self, at: int, name: int) -> Iterator[Missing]:
        yield {"event": "missing", "at": at, "name": self.texts[name]}
