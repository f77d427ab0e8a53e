"""Eager tasks: their first step runs while they are made, and passes no queue.

What is seen is that one is going to begin, because it asks whether the loop
runs, and whoever acts next. The eager step lies between the two.
"""

from __future__ import annotations

import gc

from . import names, rows
from .callbacks import Callback
from .tasks import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any, Protocol

    from .shared import Shared
    from .tasks import Note

    class Host(Protocol):
        """The watch on a loop, as far as eager steps concern it."""

        shared: Shared
        number: int
        actor: int
        begin: int
        running: Note | Callback | None
        task: Any
        pending: bool

        @property
        def loop(self) -> Callable[[], Any]:
            """Gives the loop, or None when it is gone."""

        def write(self, now: int, *rest: float) -> None:
            """Write a stretch of whoever runs, from its begin until now."""

        def stop_task(self, now: int) -> None:
            """Write the stretch of the task that runs."""


# How many functions may stand between `create_task` and the constructor that it calls.
DEEPEST_CONSTRUCTOR = 8
# The garbage collector lists what it has not looked at yet, the youngest last. It may have
# looked just now: then the task is among the youngest of those that it has looked at once.
YOUNG = (0, 1)
# How many objects a constructor may make between the task itself and its question.
MOST_YOUNGER = 200
NAMES = {str, int, float}


class Step:
    """An eager step that has begun, and whom it interrupted."""

    __slots__ = ("note", "outer")

    def __init__(self, note: Note, outer: tuple[Any, ...]) -> None:
        """Take the task, and what the watch knew of who ran before."""
        self.note = note
        self.outer = outer


class Eager:
    """Finds the eager steps of one loop."""

    def __init__(self, watch: Host) -> None:
        """Take the watch."""
        self._watch = watch
        self._steps: list[Step] = []

    def settle(self, now: int, *, over: bool = False) -> None:
        """Write the eager steps that have ended; all have if the outer one is over."""
        current = None if over else self._watch.shared.current_task(self._watch.loop())
        while self._steps and (current is None or self._steps[-1].note.ref() is not current):
            self._end(self._steps.pop(), now)
        self._watch.pending = bool(self._steps)

    def asked(self, frame: FrameType) -> None:
        """Note that somebody asks whether the loop runs: a task that begins at once does."""
        task = self._newborn()
        if task is not None:
            self._begin(task, frame)

    def _newborn(self) -> Any:
        """Return the task that was just made, and has neither begun nor been queued, or None.

        Nothing refers to it yet but its constructor, so there is no other way to it.
        """
        tasks, loop = self._watch.shared.tasks, self._watch.loop()
        for generation in YOUNG:
            for thing in gc.get_objects(generation)[: -MOST_YOUNGER - 1 : -1]:
                if tasks.kind_of(thing) is not Unknown:
                    is_new = thing._loop is loop and tasks.get(thing) is None
                    return thing if is_new else None
        return None

    def _begin(self, task: Any, frame: FrameType) -> None:
        watch = self._watch
        now = watch.shared.recorder.now()
        if watch.pending:
            self.settle(now)
        outer = watch.running, watch.task, watch.actor, watch.begin
        frame, name = _asked_for(frame, task._coro)
        place = watch.shared.places.of_stack(frame)
        by = watch.number, watch.actor, place
        note = watch.shared.tasks.create(task, now, *by, name=name)
        if watch.begin and not _passes_on(watch.running):
            watch.write(now, rows.ASIDE, watch.shared.recorder.wait(place), 0, note.actor)
        watch.running, watch.actor, watch.begin = note, note.actor, now
        watch.pending = True
        self._steps.append(Step(note, outer))

    def _end(self, step: Step, now: int) -> None:
        watch, task = self._watch, step.note.ref()
        watch.running, watch.actor = step.note, step.note.actor
        if task is None:
            watch.write(now, rows.RETURNED, watch.shared.recorder.wait(0), 0)
        else:
            watch.task = task
            watch.stop_task(now)
        watch.running, watch.task, watch.actor, began = step.outer
        watch.begin = began and now


def _passes_on(running: object) -> bool:
    """Return whether who runs is a callback of a library, of which no stretch is drawn."""
    return type(running) is Callback and not running.place


def _asked_for(frame: FrameType, coroutine: object) -> tuple[FrameType, str]:
    """Return where a task is asked for, and the name that it will be given there, if any."""
    inner: FrameType | None = frame
    for _ in range(DEEPEST_CONSTRUCTOR):
        if inner is None:
            break
        makes = inner.f_code.co_name == names.MAKE_TASK
        if makes and inner.f_locals.get(names.MADE_OF) is coroutine:
            name = inner.f_locals.get("name", inner.f_locals.get("kwargs", {}).get("name"))
            return inner, str(name) if type(name) in NAMES else ""
        inner = inner.f_back
    return frame, ""
