"""Eager tasks: their first step runs inside `create_task` and passes no queue.

What is seen is that one is going to begin, because it asks whether the loop
runs, and whoever acts next. The eager step lies between the two.
"""

from __future__ import annotations

from _weakref import ref

from . import rows
from .places import delay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .tasks import Note
    from .watch import Watch

# How many functions may stand between `create_task` and the constructor that it calls.
DEEPEST_CONSTRUCTOR = 8


class Birth:
    """A `create_task` that has begun."""

    __slots__ = ("at", "coroutine", "described", "name", "place")

    def __init__(self, at: int, coroutine: Any, name: str, place: int) -> None:
        """Take when, the coroutine, the task's name if given, and where."""
        self.at = at
        self.coroutine = _reference(coroutine)
        self.described = (0, 0)
        self.name = name
        self.place = place


class Step:
    """An eager step that has begun, and whom it interrupted."""

    __slots__ = ("coroutine", "note", "outer")

    def __init__(self, note: Note, coroutine: Callable[[], Any], outer: tuple[Any, ...]) -> None:
        """Take the task, a reference to its coroutine, and who ran before."""
        self.note = note
        self.coroutine = coroutine
        self.outer = outer


class Eager:
    """Finds the eager steps of one loop."""

    def __init__(self, watch: Watch) -> None:
        """Take the watch."""
        self._watch = watch
        self._birth: Birth | None = None
        self._steps: list[Step] = []
        self._unbound: list[Step] = []

    def was_plain(self, task: Any) -> bool:
        """Return whether the task whose step was queued is the one being created."""
        birth = self._birth
        if birth is None or task is None or birth.coroutine() is not task._coro:
            return False
        self._birth = None
        self._watch.pending = bool(self._steps)
        return True

    def bound(self, task: Any) -> Note | None:
        """Return the note of an eager task that is seen for the first time."""
        for step in self._unbound:
            if step.coroutine() is task._coro:
                self._unbound.remove(step)
                self._watch.tracer.tasks.bind(step.note, task)
                self._watch.tracer.tasks.rename(step.note, task, self._watch.tracer.recorder.now())
                return step.note
        return None

    def settle(self, now: int, *, over: bool = False) -> None:
        """Write the eager steps that have begun or ended; all have if the outer one is over."""
        current = None if over else self._watch.tracer.current_task(self._watch.loop())
        birth, self._birth = self._birth, None
        if birth is not None:
            self._begin(birth)
        coroutine = getattr(current, "_coro", None)
        while self._steps and (coroutine is None or self._steps[-1].coroutine() is not coroutine):
            self._end(self._steps.pop(), now)
        if self._steps and current is not None:
            self.bound(current)
        self._watch.pending = bool(self._steps)

    def asked(self, frame: FrameType) -> None:
        """Note that a function asks whether the loop runs; inside `create_task` a task does."""
        inner: FrameType | None = frame
        for _ in range(DEEPEST_CONSTRUCTOR):
            if inner is None:
                break
            if inner.f_code.co_name == "create_task":
                self._conceive(inner)
                break
            inner = inner.f_back

    def _conceive(self, frame: FrameType) -> None:
        watch = self._watch
        now = watch.tracer.recorder.now()
        if watch.pending:
            self.settle(now)
        given = frame.f_locals
        coroutine = given.get("coro")
        name = given.get("name") or given.get("kwargs", {}).get("name") or ""
        if watch.begin and coroutine is not None and not _has_begun(coroutine):
            place = watch.tracer.places.of_stack(frame)
            name = name or getattr(coroutine, "__name__", "eager task")
            self._birth = Birth(now, coroutine, str(name), place)
            self._birth.described = watch.tracer.tasks.described(coroutine)
            watch.pending = True

    def _begin(self, birth: Birth) -> None:
        watch = self._watch
        by = watch.number, watch.actor, birth.place
        note = watch.tracer.tasks.announce(birth.name, birth.described, birth.at, *by)
        place = watch.tracer.recorder.wait(birth.place)
        watch.write(birth.at, rows.ASIDE, place, 0, note.actor)
        step = Step(note, birth.coroutine, (watch.running, watch.task, watch.actor))
        watch.running, watch.actor, watch.begin = note, note.actor, birth.at
        self._steps.append(step)
        self._unbound.append(step)

    def _end(self, step: Step, now: int) -> None:
        watch = self._watch
        coroutine, task = step.coroutine(), step.note.ref()
        watch.actor = step.note.actor
        if task is not None:
            watch.running, watch.task = step.note, task
            watch.stop_task(now)
        elif coroutine is None or _frame(coroutine) is None:
            watch.write(now, rows.RETURNED, watch.tracer.recorder.wait(0), 0)
            self._unbound.remove(step)
        else:
            wait, library = watch.tracer.places.of_awaiting(coroutine, step.note.wait)
            slept = delay(library) if wait.callee == watch.sleep else -1
            watch.write(now, rows.WAITS, wait.number, slept)
        watch.running, watch.task, watch.actor = step.outer
        watch.begin = now


def _has_begun(coroutine: Any) -> bool:
    """Return whether a coroutine runs or has run: then it is its program that asks."""
    states = ("cr_running", "cr_suspended", "gi_running", "gi_suspended")
    return any(getattr(coroutine, state, False) for state in states) or _frame(coroutine) is None


def _frame(coroutine: Any) -> object:
    return getattr(coroutine, "cr_frame", None) or getattr(coroutine, "gi_frame", None)


def _reference(coroutine: Any) -> Callable[[], Any]:
    try:
        return ref(coroutine)
    except TypeError:
        return lambda: coroutine
