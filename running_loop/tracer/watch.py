"""The watch on one loop: which task runs, which waits for what, who wakes whom.

A watch is the loop's queue of ready callbacks. Three of its methods are called
for each step of each task, and a call costs about as much as all else they do:
that is why they are long and call little.
"""

from __future__ import annotations

from _thread import get_ident
from _weakref import ref
from sys import _getframe

from . import rows
from .eager import Eager
from .places import delay
from .tasks import ALWAYS_STEPS, Note, gathered, stepped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import deque
    from types import FrameType
    from typing import Any

    from .tracer import Tracer

    plain = deque[Any]
else:
    # The package `collections` is not loaded yet, its core is part of every Python.
    from _collections import deque as plain

LONG_CALLBACK_NS = 20_000_000
# How many tasks that have not begun are asked after each step whether it cancelled them.
MOST_BORN = 8
BUILTIN = type(len)
OTHER_THREAD = rows.actor(rows.OTHER_THREAD)
SOURCES = {
    "_run_once": rows.TIMER,
    "_add_callback": rows.SOCKET,
    "_handle_signal": rows.SIGNAL,
}


class Callback:
    """A callback that waits for its turn.

    Attributes:
        source: The actor on whose behalf it runs.
        named: The callback itself, as an actor.
        place: Where it is defined in the program, or 0.
        actor: Who acts while it runs: a callback of a library only passes on what happened.
    """

    __slots__ = ("actor", "named", "place", "source")

    def __init__(self, source: int, named: int, place: int) -> None:
        """Take source, name and place."""
        self.source = source
        self.named = named
        self.place = place
        self.actor = named if place else source or named


# Most sleeps end in this callback; it is asyncio's own and leads to no line of the program.
SLEEP_OVER = Callback(rows.actor(rows.TIMER), 0, 0)


class Watch(plain):
    """The queue of one loop; whatever goes wrong in the watch, the queue works.

    Attributes:
        number: Counts the loops from 1.
        loop: Gives the loop, or None when it is gone.
        thread: The thread it runs in.
        actor: Who runs now; 0 for nobody.
        begin: When the stretch that runs now began; 0 when none does.
        note: What is known of the task that runs now.
        task: This task itself; not longer than it runs.
        sleep: The number of the name of `asyncio.sleep`.
        pending: Whether an eager step may have begun or ended since the last look.
    """

    __slots__ = (
        "_born",
        "_callback",
        "_notes",
        "_now",
        "_of_awaiting",
        "_of_stack",
        "_plan",
        "_recorder",
        "_rows",
        "_woke",
        "actor",
        "begin",
        "eager",
        "loop",
        "note",
        "number",
        "pending",
        "sleep",
        "task",
        "thread",
        "tracer",
    )

    def __init__(self, loop: Any, tracer: Tracer, number: int) -> None:
        """Take the loop and the place of its queue."""
        super().__init__()
        self.number = number
        self.loop = ref(loop)
        self.thread = get_ident()
        self.actor = 0
        self.begin = 0
        self.note: Note | None = None
        self.task: Any = None
        self.pending = False
        self.tracer = tracer
        self.eager = Eager(self)
        self._recorder = tracer.recorder
        self._rows = tracer.recorder.rows
        self._now = tracer.recorder.now
        self._notes = tracer.tasks.notes
        self._of_stack = tracer.places.of_stack
        self._of_awaiting = tracer.places.of_awaiting
        self.sleep = tracer.recorder.text("asyncio/tasks.py:sleep")
        self._born: list[Note] = []
        self._woke: list[Note] = []
        self._callback: Callback | None = None
        self._plan: dict[int, Note | Callback] = {}
        waiting, loop._ready = loop._ready, self
        for handle in waiting:
            self.append(handle)

    def append(self, handle: Any) -> None:
        """Add a handle: something is going to run."""
        _append(self, handle)
        try:
            callback = handle._callback
            kind = type(callback)
            if kind in ALWAYS_STEPS or (kind is BUILTIN and callback.__name__ == "task_wakeup"):
                task = callback.__self__
            else:
                task = stepped(callback)
            here = get_ident() == self.thread
            if self.pending and here and not self.eager.was_plain(task):
                self.eager.settle(self._now())
            actor = self.actor if here else self.tracer.pools.actor(OTHER_THREAD)
            if task is None:
                self._plan[id(handle)] = self._source(handle, actor)
                return
            note = self._notes.get(id(task))
            if note is None or note.ref() is not task:
                note = self._created(task, actor)
            elif note is not self.note or not here:
                self._woken(note, task, handle._args, actor)
            elif handle._args and handle._args[0]._state == "CANCELLED":
                # It cancelled itself; how often before, it may have taken back meanwhile.
                note.cancels = 0
                self._woken(note, task, handle._args, actor)
            self._plan[id(handle)] = note
        except Exception as error:
            self._recorder.fail(error)

    def popleft(self) -> Any:
        """Take the next handle: the last one has run, this one begins."""
        handle = _popleft(self)
        try:
            now = self._now()
            if self.begin:
                self._pause(now)
            planned: Any = self._plan.pop(id(handle), None)
            if planned is None or handle._cancelled:
                return handle
            self.begin = now
            self.actor = planned.actor
            if type(planned) is Note:
                self.note = planned
                self.task = task = planned.ref()
                if planned.fresh or task._must_cancel:
                    self.tracer.tasks.begins(planned, task, now)
            else:
                self._callback = planned
        except Exception as error:
            self._recorder.fail(error)
        return handle

    def __bool__(self) -> bool:
        """Answer the loop, which asks this when all handles of a round have run."""
        full = len(self) > 0
        try:
            if self.begin and _getframe(1).f_code.co_name == "_run_once":
                self._pause(self._now())
        except Exception as error:
            self._recorder.fail(error)
        return full

    def clear(self) -> None:
        """Empty the queue: the loop is being closed."""
        super().clear()
        self.leave()

    def rest(self) -> None:
        """Note that nothing runs any more: the loop looks for timers and sockets, or stops."""
        try:
            if self.begin:
                self._pause(self._now())
        except Exception as error:
            self._recorder.fail(error)

    def leave(self) -> None:
        """Give the loop a plain queue again; it may be in the middle of a round."""
        loop = self.loop()
        if loop is not None and loop._ready is self:
            loop._ready = plain(self)
        # What is held here would live longer than the loop.
        super().clear()
        self._plan.clear()
        self.eager.leave()

    def acting(self) -> int:
        """Return who acts now in this thread."""
        if self.pending:
            self.eager.settle(self._now())
        return self.actor

    def _pause(self, now: int) -> None:
        """Note that what ran has stopped."""
        if self.pending:
            self.eager.settle(now, over=True)
        if self._woke or self._born:
            self._ask()
        if self.task is not None:
            self.stop_task(now)
        elif self._callback is not None:
            self._stop_callback(self._callback, now)
        self.begin = self.actor = 0
        self.note = self.task = self._callback = None
        if len(self._rows) >= self._recorder.room:
            self._recorder.full()

    def stop_task(self, now: int) -> None:
        """Write the stretch of the task that runs."""
        note, task = self.note, self.task
        if note is None:
            return
        if task._state != "PENDING":
            self._write_end(now, note, task)
            return
        if note.cancels:
            note.cancels = task.cancelling()
        place, callee, leaf, library = self._of_awaiting(task._coro)
        future = task._fut_waiter
        outcome, detail, on = rows.WAITS, -1, 0
        if future is None:
            outcome = rows.AGAIN
        elif callee == self.sleep:
            detail = delay(library)
        elif not callee or type(future) is not self.tracer.future_type or self.tracer.pools.busy:
            on = self._awaited(note, future)
        if future is not None and not callee:
            callee = self._recorder.text(f"future:{type(future).__name__}")
            detail = len(future._children) if gathered(future) else -1
        waits = outcome, place, callee, leaf, detail, on
        self._rows.append((rows.RUN, self.begin, self.actor, self.number, now, *waits))

    def write(self, now: int, *rest: int) -> None:
        """Write a stretch of whoever runs, from its begin until now."""
        self._rows.append((rows.RUN, self.begin, self.actor, self.number, now, *rest))

    def _awaited(self, note: Note, future: Any) -> int:
        return self.tracer.tasks.awaited(future, note) or self.tracer.pools.awaited(future)

    def _write_end(self, now: int, note: Note, task: Any) -> None:
        tasks = self.tracer.tasks
        tasks.rename(note, task, now)
        outcome, place, text = tasks.ended(task)
        self.write(now, outcome, place, 0, 0, text, 0)

    def _stop_callback(self, callback: Callback, now: int) -> None:
        if callback.place or now - self.begin > LONG_CALLBACK_NS:
            self.actor = callback.named
            self.write(now, rows.CALLED, callback.place, 0, 0, 0, callback.source)

    def _ask(self) -> None:
        """Look whether this step cancelled tasks that do not wait for anything any more."""
        for note in self._woke:
            task = note.ref()
            if task is not None and task._must_cancel:
                self.tracer.tasks.cancel(note, task, self.actor, 0)
        self._woke.clear()
        if self._born:
            # Those that have not begun may be cancelled by any step until then.
            self._born = [note for note in self._born[-MOST_BORN:] if note.fresh]
            self._woke += self._born

    def _created(self, task: Any, actor: int) -> Note:
        note = self.eager.bound(task)
        if note is None:
            place = self._of_stack(_getframe(3))
            note = self.tracer.tasks.create(task, self.number, actor, place)
            self._born.append(note)
            self._woke.append(note)
        return note

    def _woken(
        self,
        note: Note,
        task: Any,
        arguments: tuple[Any, ...],
        actor: int,
    ) -> None:
        place, frame = 0, None
        if self._callback is not SLEEP_OVER:
            # Above it are `append`, `_call_soon` and `call_soon`.
            frame = _getframe(4)
            place = self._of_stack(frame)
        if task._must_cancel or (arguments and arguments[0]._state == "CANCELLED"):
            if _by_signal(frame):
                actor = rows.actor(rows.SIGNAL)
            self.tracer.tasks.cancel(note, task, actor, place)
        self._woke.append(note)
        self._rows.append((rows.WAKE, self._now(), note.number, actor, place))

    def _source(self, handle: Any, actor: int) -> Callback:
        """Return on whose behalf a callback is going to run."""
        callback, arguments = handle._callback, handle._args or (None,)
        if callback is self.tracer.sleep_over:
            return SLEEP_OVER
        kind = SOURCES.get(_getframe(2).f_code.co_name)
        done = self.tracer.tasks.get(arguments[0])
        over = done.actor if done else self.tracer.pools.awaited(arguments[0])
        source = over or (actor if kind is None else rows.actor(kind))
        function = getattr(callback, "func", callback)
        place = self.tracer.places.of_function(getattr(function, "__func__", function))
        return Callback(source, _named(self._recorder.text, function), place)


def _named(text: Any, function: Any) -> int:
    name = getattr(function, "__qualname__", None)
    return rows.actor(rows.CALLBACK, text(name if type(name) is str else type(function).__name__))


def _by_signal(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_qualname == "Runner._on_sigint":
            return True
        frame = frame.f_back
    return False


_append = plain.append
_popleft = plain.popleft
# Who prints the queue of a loop sees this name.
Watch.__name__ = Watch.__qualname__ = "deque"
