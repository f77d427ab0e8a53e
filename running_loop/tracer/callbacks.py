"""Callbacks: what waits for its turn and is no step of a task, and on whose behalf it runs."""

from __future__ import annotations

from sys import _getframe

from . import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

    from .tracer import Tracer

TIMER = rows.actor(rows.TIMER)
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

    @staticmethod
    def ref() -> None:
        """Give no task, where a note gives its own."""


# Most sleeps end in this callback; it is asyncio's own and leads to no line of the program.
SLEEP_OVER = Callback(TIMER, 0, 0)


def planned(handle: Any, actor: int, tracer: Tracer, depth: int) -> Callback:
    """Return what is known of the callback of a handle.

    Args:
        handle: The handle.
        actor: Who acts now.
        tracer: Knows the tasks, the work of other threads, and the program.
        depth: How many frames above this one the handle is added to the queue.
    """
    callback, arguments = handle._callback, handle._args or (None,)
    kind = SOURCES.get(_getframe(depth).f_code.co_name)
    done = tracer.tasks.get(arguments[0])
    over = done.actor if done else tracer.pools.awaited(arguments[0])
    source = over or (actor if kind is None else rows.actor(kind))
    function = getattr(callback, "func", callback)
    place = tracer.places.of_function(getattr(function, "__func__", function))
    return Callback(source, _named(tracer.recorder.text, function), place)


def by_signal(frame: FrameType | None) -> bool:
    """Return whether a stack is that of asyncio's answer to an interrupt."""
    while frame is not None:
        if frame.f_code.co_qualname == "Runner._on_sigint":
            return True
        frame = frame.f_back
    return False


def _named(text: Any, function: Any) -> int:
    name = getattr(function, "__qualname__", None)
    return rows.actor(rows.CALLBACK, text(name if type(name) is str else type(function).__name__))
