"""Pools: what was given to threads and executors, and when it ran there."""

from __future__ import annotations

from _thread import get_ident
from _weakref import ref
from sys import _getframe, exception

from . import names, rows
from .callbacks import name_of, unwrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    from .shared import Shared

    # An object that is still there, and its number; an identity alone may be used again.
    Known = dict[int, tuple[Callable[[], Any], int]]

ANYWHERE = -1
# What stands for the exception of an executor that is none of Python's own.
SOME_EXCEPTION = "exception"


class Doing:
    """What a thread does for an executor, as long as a function is on its stack.

    It holds neither that function's frame nor anything that the frame holds.
    """

    __slots__ = ("_at", "_code", "_frame", "actor")

    def __init__(self, actor: int, frame: FrameType, at: int = ANYWHERE) -> None:
        """Take the work as an actor, the frame, and the line in which that must be."""
        self.actor = actor
        self._frame = id(frame)
        self._code: CodeType = frame.f_code
        self._at = at

    def lasts(self) -> bool:
        """Return whether this thread still does it."""
        frame: FrameType | None = _getframe()
        while frame is not None:
            if id(frame) == self._frame and frame.f_code is self._code:
                return self._at in {ANYWHERE, frame.f_lineno}
            frame = frame.f_back
        return False


class Pools:
    """Follows the work that loops hand to executors.

    Attributes:
        busy: Whether there has been any.
    """

    def __init__(self, shared: Shared) -> None:
        """Take what is shared."""
        self._shared = shared
        self._works: Known = {}
        self._futures: Known = {}
        self.busy = False
        self._threads: dict[int, Doing] = {}
        self._count = 0
        self._modules: set[str] = set()

    def actor(self, other: int) -> int:
        """Return which work this thread does, as an actor, or another actor."""
        doing = self._threads.get(get_ident())
        return doing.actor if doing is not None and doing.lasts() else other

    def awaited(self, future: object) -> int:
        """Return which work a future of a loop stands for, or 0."""
        return _get(self._futures, future)

    def submitted(self, future: object, frame: FrameType) -> None:
        """Note work that a task gives to an executor; its future is being made."""
        watch = self._shared.watch_here()
        if frame.f_code.co_name != names.SUBMIT or watch is None:
            return
        self._expect(frame.f_globals.get("__name__", ""))
        self._count += 1
        function = unwrapped(frame.f_locals.get(names.SUBMITTED))
        places, recorder = self._shared.places, self._shared.recorder
        named = recorder.text(name_of(function)), places.of_function(function)
        who = watch.acting(), places.of_stack(frame)
        recorder.rows.append((rows.THREAD, recorder.now(), self._count, *who, *named))
        self._works[id(future)] = ref(future), rows.actor(rows.POOL, self._count)

    def _expect(self, module: str) -> None:
        """Note what is missing in the module of an executor, when there is its first work."""
        if module in names.WITH_WORK and module not in self._modules:
            self._modules.add(module)
            self._shared.expect({module: names.WITH_WORK[module]})

    def wrapped(self, work: object, future: Any) -> None:
        """Note that a future of a loop stands for a work."""
        actor = _get(self._works, work)
        if actor:
            self.busy = True
            self._futures[id(future)] = ref(future), actor

    def begins(self, work: Any, frame: FrameType) -> None:
        """Note that a work begins in this thread, unless it was cancelled."""
        self._threads.pop(get_ident(), None)
        actor = _get(self._works, work)
        if actor and work._state == "PENDING":
            self._threads[get_ident()] = Doing(actor, frame)
            self._row(rows.THREAD_RUN, actor)

    def ends(self, work: Any, frame: FrameType) -> None:
        """Note that a work gets its result, and tells who waits for it."""
        self._over(work, frame, 0)

    def fails(self, work: Any, frame: FrameType) -> None:
        """Note that a work gets its exception, and tells who waits for it."""
        self._over(work, frame, self._shared.recorder.text(_raised(frame)))

    def _over(self, work: Any, frame: FrameType, text: int) -> None:
        self._threads.pop(get_ident(), None)
        actor = _get(self._works, work)
        if actor:
            self._threads[get_ident()] = Doing(actor, frame, frame.f_lineno)
            self._row(rows.THREAD_END, actor, text)

    def _row(self, kind: int, actor: int, *rest: int) -> None:
        recorder = self._shared.recorder
        recorder.rows.append((kind, recorder.now(), rows.number_of(actor), *rest))


def _get(known: Known, wanted: object) -> int:
    reference, actor = known.get(id(wanted), (None, 0))
    return actor if reference is not None and reference() is wanted else 0


def _raised(frame: FrameType) -> str:
    """Return the name of the exception that a function of an executor is about to set."""
    error: object = None
    if frame.f_code.co_qualname == names.WORK_RUNS:
        error = exception()
    elif frame.f_code.co_qualname == names.WORK_IS_BACK:
        error = frame.f_locals[names.BROUGHT_BACK].exception
    return type(error).__name__ if error is not None else SOME_EXCEPTION
