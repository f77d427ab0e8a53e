"""Pools: what was given to threads and executors, and when it ran there."""

from __future__ import annotations

from _thread import get_ident
from _weakref import ref

from . import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .tracer import Tracer

    # An object that is still there, and its number; an identity alone may be used again.
    Known = dict[int, tuple[Callable[[], Any], int]]


class Pools:
    """Follows the work that loops hand to executors.

    Attributes:
        busy: Whether there has been any.
    """

    def __init__(self, tracer: Tracer) -> None:
        """Take the tracer."""
        self._tracer = tracer
        self._works: Known = {}
        self._futures: Known = {}
        self.busy = False
        self._threads: dict[int, int] = {}
        self._count = 0

    def actor(self, other: int) -> int:
        """Return which work this thread does, as an actor, or another actor."""
        return self._threads.get(get_ident(), other)

    def awaited(self, future: object) -> int:
        """Return which work a future of a loop stands for, or 0."""
        return _get(self._futures, future)

    def submitted(self, future: object, frame: FrameType) -> None:
        """Note work that a task gives to an executor; its future was just made."""
        watch = self._tracer.watch_here()
        if frame.f_code.co_name != "submit" or watch is None:
            return
        self._count += 1
        function = _inner(frame.f_locals.get("fn"))
        name = getattr(function, "__qualname__", None)
        name = name if type(name) is str else type(function).__name__
        places, recorder = self._tracer.places, self._tracer.recorder
        named = recorder.text(name), places.of_function(function)
        who = watch.acting(), places.of_stack(frame)
        recorder.rows.append((rows.THREAD, recorder.now(), self._count, *who, *named))
        self._works[id(future)] = ref(future), rows.actor(rows.POOL, self._count)

    def wrapped(self, work: object, future: Any) -> None:
        """Note that a future of a loop stands for a work."""
        actor = _get(self._works, work)
        if actor:
            self.busy = True
            self._futures[id(future)] = ref(future), actor

    def begins(self, work: object) -> None:
        """Note that a work begins in this thread."""
        actor = _get(self._works, work)
        if actor:
            self._threads[get_ident()] = actor
            self._row(rows.THREAD_RUN, actor)

    def ends(self, work: object, error: object = None) -> None:
        """Note that a work has a result or an exception."""
        actor = _get(self._works, work)
        if actor:
            text = self._tracer.recorder.text(type(error).__name__) if error else 0
            self._row(rows.THREAD_END, actor, text)

    def leave_thread(self) -> None:
        """Note that this thread is free for other work."""
        self._threads.pop(get_ident(), None)

    def _row(self, kind: int, actor: int, *rest: int) -> None:
        recorder = self._tracer.recorder
        recorder.rows.append((kind, recorder.now(), rows.number_of(actor), *rest))


def _get(known: Known, wanted: object) -> int:
    reference, actor = known.get(id(wanted), (None, 0))
    return actor if reference is not None and reference() is wanted else 0


def _inner(function: Any) -> Any:
    """Return what a partial calls; `to_thread` calls everything in a context."""
    while type(function).__name__ == "partial":
        is_context = type(getattr(function.func, "__self__", None)).__name__ == "Context"
        function = function.args[0] if is_context and function.args else function.func
    return getattr(function, "__func__", function)
