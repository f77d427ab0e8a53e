"""The watch on one loop: which task runs, which waits for what, who wakes whom.

A watch is the loop's queue of ready callbacks. Three of its methods are called
for each step of each task, and a call costs as much as ten lines that do little:
that is why they are long, know the usual case when they see it, and leave all
other cases to methods that take their time.
"""

from __future__ import annotations

from _thread import get_ident
from _weakref import ref
from sys import _getframe

from . import rows
from .callbacks import SLEEP_OVER, TIMER, Callback, by_signal, planned
from .eager import Eager
from .names import SLEEP, STEPS
from .places import THROUGH, CoroutineType, delay, module_of
from .recorder import OVERRUN
from .tasks import ALWAYS_STEPS, Note, gathered, stepped, strange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable
    from typing import Any

    from .pools import Pools
    from .shared import Shared

    plain = deque[Any]
else:
    # The package `collections` is not loaded yet, its core is part of every Python.
    from _collections import deque as plain

LONG_CALLBACK_NS = 20_000_000
# How many tasks that have not begun are asked after each step whether it cancelled them.
MOST_BORN = 8
BUILTIN: Any = type(len)
RUN, WAKE, WAITS, AGAIN = rows.RUN, rows.WAKE, rows.WAITS, rows.AGAIN
OTHER_THREAD = rows.actor(rows.OTHER_THREAD)


class Watch(plain):
    """The queue of one loop; whatever goes wrong in the watch, the queue works.

    Attributes:
        shared: What the tracer knows.
        number: Counts the loops from 1.
        loop: Gives the loop, or None when it is gone.
        thread: The thread it runs in.
        actor: Who runs now; 0 for nobody.
        begin: When the stretch that runs now began; 0 when none does.
        running: What is known of the task or callback that runs now.
        task: This task itself; not longer than it runs.
        sleep: The number of the name of `asyncio.sleep`.
        pending: Whether an eager step has begun, and may be over.
        tell: Tells that the loop runs on; only a watch that waits in a child has it.
    """

    __slots__ = (
        "_born",
        "_future_type",
        "_notes",
        "_now",
        "_of_awaiting",
        "_of_stack",
        "_plan",
        "_pools",
        "_recorder",
        "_rows",
        "_sleep_over",
        "_woke",
        "actor",
        "begin",
        "eager",
        "loop",
        "number",
        "pending",
        "running",
        "shared",
        "sleep",
        "task",
        "tell",
        "thread",
    )
    tell: Callable[[], object]

    def __init__(self, loop: Any, shared: Shared, pools: Pools, number: int) -> None:
        """Take the loop and the place of its queue."""
        super().__init__()
        self.number = number
        self.loop = ref(loop)
        self.thread = get_ident()
        self.actor = 0
        self.begin = 0
        self.running: Note | Callback | None = None
        self.task: Any = None
        self.pending = False
        self.shared = shared
        self.eager = Eager(self)
        self._recorder = shared.recorder
        self._rows = shared.recorder.rows
        self._now = shared.recorder.now
        self._notes = shared.tasks.notes
        self._of_stack = shared.places.of_stack
        self._of_awaiting = shared.places.of_awaiting
        self._pools = pools
        self._future_type = shared.future_type
        self._sleep_over = shared.sleep_over
        self.sleep = shared.recorder.text(SLEEP)
        self._born: list[Note] = []
        self._woke: plain = plain()
        # By handle; by its identity where the loop compares handles, as it does timers.
        self._plan: dict[Any, Note | Callback | None] = {}
        waiting, loop._ready = loop._ready, self
        for handle in waiting:
            self.append(handle)

    def append(self, handle: Any) -> None:
        """Add a handle: something is going to run."""
        _append(self, handle)
        try:
            callback = handle._callback
            kind = type(callback)
            if callback is self._sleep_over:
                return
            if kind is BUILTIN and not self.pending:
                task, arguments = callback.__self__, handle._args
                note: Any = self._notes.get(id(task))
                known = note is not None and note is not self.running and note.ref() is task
                here = get_ident() == self.thread
                if known and here and arguments and arguments[0] is task._fut_waiter:
                    self._plan[handle] = note
                    self._woken(note, task, self.actor, 4)
                    return
            elif kind in ALWAYS_STEPS and callback.__self__ is self.task and not self.pending:
                self._plan[handle] = self.running
                return
            self._add(handle)
        except RecursionError:
            self._recorder.room = OVERRUN
        except BaseException as error:
            _again = self.shared.caught(error)

    def popleft(self) -> Any:
        """Take the next handle: the last one has run, this one begins."""
        handle = _popleft(self)
        try:
            now = self._pause() if self.begin else 0
            if handle._callback is self._sleep_over:
                self.running, self.actor, self.task = SLEEP_OVER, TIMER, None
                return handle
            known: Any = self._plan.pop(handle, None) or self._planned(handle)
            if known is None:
                self.rest()
                return handle
            self.running, self.actor = known, known.actor
            self.begin = now or self._now()
            self.task = task = known.ref()
            if task is not None and (known.fresh or task._must_cancel):
                self.shared.tasks.begins(known, task, self.begin)
        except RecursionError:
            self._recorder.room = OVERRUN
        except BaseException as error:
            _again = self.shared.caught(error)
        return handle

    def __bool__(self) -> bool:
        """Answer the loop, which asks this when all handles of a round have run."""
        full = len(self) > 0
        try:
            if self.actor and _getframe(1).f_code.co_name == "_run_once":
                if self.begin:
                    self._pause()
                self.running, self.actor, self.task = None, 0, None
        except RecursionError:
            self._recorder.room = OVERRUN
        except BaseException as error:
            _again = self.shared.caught(error)
        return full

    def clear(self) -> None:
        """Empty the queue: the loop is being closed."""
        super().clear()
        self.leave()

    def rest(self) -> None:
        """Note that nothing runs any more: the loop looks for timers and sockets, or stops."""
        try:
            if self.begin:
                self._pause()
            self.running, self.actor, self.task = None, 0, None
        except RecursionError:
            self._recorder.room = OVERRUN
        except BaseException as error:
            _again = self.shared.caught(error)

    def leave(self) -> None:
        """Be nothing but a queue from now on, in whichever thread this is said.

        The queue stays the loop's: another thread may be about to add a handle to it, or
        the loop to take one from it.
        """
        self._plan.clear()
        self._woke.clear()
        self._born, self.running, self.task = [], None, None
        self.__class__ = Left  # type: ignore[assignment]

    def acting(self) -> int:
        """Return who acts now in this thread."""
        if self.pending:
            self.eager.settle(self._now())
        return self.actor

    def _pause(self) -> int:
        """Note that what ran has stopped, and return when."""
        now = self._now()
        if self.pending:
            self.eager.settle(now, over=True)
        while self._woke:
            task = self._woke.popleft()
            if task._must_cancel:
                self._cancelled(task)
        if self._born:
            self._ask()
        if self.task is not None:
            self.stop_task(now)
        elif type(self.running) is Callback:
            self._stop_callback(self.running, now)
        self.begin = 0
        if len(self._rows) >= self._recorder.room:
            self._recorder.full()
        return now

    def stop_task(self, now: int) -> None:
        """Write the stretch of the task that runs."""
        note: Any = self.running
        task = self.task
        future, coroutine, wait = task._fut_waiter, task._coro, note.wait
        if future is None and task._state != "PENDING":
            self._write_end(now, note, task)
            return
        if note.cancels:
            note.cancels = note.kind.cancelling(task)
        library = wait.final and coroutine.cr_await
        again = type(library) is CoroutineType and library.cr_code is wait.final
        if again and coroutine.cr_code is wait.own and coroutine.cr_frame.f_lasti == wait.lasti:
            outcome = AGAIN if future is None else WAITS
            detail = delay(library) if future is not None and wait.callee == self.sleep else -1
            who, number = self.actor, wait.number
            self._rows.append((RUN, self.begin, who, self.number, now, outcome, number, detail))
        else:
            self._write_wait(now, note, task)

    def write(self, now: int, *rest: float) -> None:
        """Write a stretch of whoever runs, from its begin until now."""
        self._rows.append((RUN, self.begin, self.actor, self.number, now, *rest))

    def _write_wait(self, now: int, note: Note, task: Any) -> None:
        """Write a stretch that ends in another wait than that of the task before."""
        coroutine, future = task._coro, task._fut_waiter
        wait, library = self._of_awaiting(coroutine, note.wait)
        if type(coroutine) is CoroutineType:
            note.wait = wait
        if future is None:
            self.write(now, AGAIN, wait.number, -1)
            return
        number, on = wait.number, 0
        detail: float = -1
        if wait.callee == self.sleep:
            detail = delay(library)
        elif not wait.callee or type(future) is not self._future_type or self._pools.busy:
            on = self.shared.tasks.awaited(future, note) or self._pools.awaited(future)
        if not wait.callee:
            kind = self._recorder.text(f"future:{type(future).__name__}")
            number = self._recorder.wait(wait.place, kind, wait.leaf)
            detail = len(future._children) if gathered(future) else -1
        self.write(now, WAITS, number, detail, on)

    def _write_end(self, now: int, note: Note, task: Any) -> None:
        tasks = self.shared.tasks
        tasks.rename(note, task, now)
        outcome, place, text = tasks.ended(task)
        self.write(now, outcome, self._recorder.wait(place), text)

    def _stop_callback(self, callback: Callback, now: int) -> None:
        if callback.place or now - self.begin > LONG_CALLBACK_NS:
            self.actor = callback.named
            self.write(now, rows.CALLED, self._recorder.wait(callback.place), 0, callback.source)

    def _ask(self) -> None:
        """Look whether this step cancelled tasks that have not begun."""
        for note in self._born:
            task = note.ref()
            if task is not None and task._must_cancel:
                self._cancelled(task)
        # They may be cancelled by any step until they begin.
        self._born = [note for note in self._born[-MOST_BORN:] if note.fresh]

    def _cancelled(self, task: Any) -> None:
        self.shared.tasks.cancel(self._notes[id(task)], task, self.actor, 0)

    def _add(self, handle: Any) -> None:
        """Plan a handle whose task is new or that another thread adds, or one of no task."""
        task = stepped(handle._callback)
        here = get_ident() == self.thread
        if self.pending and here:
            self.eager.settle(self._now())
        actor = self.actor if here else self._pools.actor(OTHER_THREAD)
        if task is None:
            self._ask_of(handle._callback)
            self._plan[id(handle)] = planned(handle, actor, self.shared, self._pools.awaited, 3)
            return
        note = self._notes.get(id(task))
        if note is None or note.ref() is not task:
            note = self._created(task, actor)
        elif note is not self.running or not here:
            self._woken(note, task, actor, 5)
        elif handle._args and handle._args[0]._state == "CANCELLED":
            # It cancelled itself; how often before, it may have taken back meanwhile.
            note.cancels = 0
            self._woken(note, task, actor, 5)
        self._plan[id(handle)] = note

    def _ask_of(self, callback: Any) -> None:
        """Note a step of a task that this Python calls something else."""
        name = strange(callback, self.shared.tasks.kinds)
        if name:
            self.shared.lacks(f"{STEPS} ({name})")

    def _created(self, task: Any, actor: int) -> Note:
        place = self._of_stack(_getframe(4))
        note = self.shared.tasks.create(task, self._now(), self.number, actor, place)
        self._born.append(note)
        return note

    def _woken(self, note: Note, task: Any, actor: int, depth: int) -> None:
        """Note that what a task waits for is there; depth is how far above somebody said so."""
        place = 0
        if self.running is not SLEEP_OVER:
            while THROUGH and module_of(depth) in THROUGH:
                depth += 1
            frame = _getframe(depth)
            place = self._of_stack(frame)
            if note.kind.cancelling(task) > note.cancels:
                actor = rows.actor(rows.SIGNAL) if by_signal(frame) else actor
                self.shared.tasks.cancel(note, task, actor, place)
            self._woke.append(task)
        self._rows.append((WAKE, self._now(), note.number, actor, place))

    def _planned(self, handle: Any) -> Note | Callback | None:
        """Return what is known of a handle that was not added in the usual way."""
        known = self._plan.pop(id(handle), None)
        return None if handle._cancelled else known


class Left(plain):
    """A watch that is nothing but a queue, as fast as any; it has the slots of one that watches."""

    __slots__ = Watch.__slots__


class LeftInChild(plain):
    """A watch that is left, in a process that was forked: it tells if the loop runs on."""

    __slots__ = Watch.__slots__
    tell: Callable[[], object]

    def popleft(self) -> Any:
        """Take the next handle: the loop runs on."""
        self.__class__ = Left  # type: ignore[assignment]
        self.tell()
        return _popleft(self)


def wait_in_child(watch: Watch, tell: Callable[[], object]) -> None:
    """Have a watch that is left tell if the loop runs on, in a process that was forked."""
    watch.tell = tell
    watch.__class__ = LeftInChild  # type: ignore[assignment]


_append = plain.append
_popleft = plain.popleft
# Who prints the queue of a loop sees this name.
for _kind in (Watch, Left, LeftInChild):
    _kind.__name__ = _kind.__qualname__ = "deque"
    _kind.__module__ = "collections"
