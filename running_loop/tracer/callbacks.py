"""Callbacks: what waits for its turn and is no step of a task, and on whose behalf it runs."""

from __future__ import annotations

from sys import _getframe

from . import names, rows
from .tasks import MethodType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .shared import Shared

TIMER = rows.actor(rows.TIMER)
SOURCES = {
    names.ADD_TIMER: rows.TIMER,
    names.ADD_SOCKET: rows.SOCKET,
    names.ADD_SIGNAL: rows.SIGNAL,
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
# Types whose instances have a name that runs no code of the program.
NAMED = {type(Callback.__init__), type(len), type(str.join), type}


def planned(
    handle: Any, actor: int, shared: Shared, awaited: Callable[[object], int], depth: int
) -> Callback:
    """Return what is known of the callback of a handle.

    Args:
        handle: The handle.
        actor: Who acts now.
        shared: Knows the tasks and the program.
        awaited: Returns which work of another thread a future stands for, as an actor, or 0.
        depth: How many frames above this one the handle is added to the queue.
    """
    callback, arguments = handle._callback, handle._args or (None,)
    kind = SOURCES.get(_getframe(depth).f_code.co_name)
    done = shared.tasks.get(arguments[0])
    over = done.actor if done else awaited(arguments[0])
    source = over or (actor if kind is None else rows.actor(kind))
    function = unwrapped(callback)
    named = rows.actor(rows.CALLBACK, shared.recorder.text(name_of(function)))
    return Callback(source, named, shared.places.of_function(function))


def by_signal(frame: FrameType | None) -> bool:
    """Return whether a stack is that of asyncio's answer to an interrupt."""
    while frame is not None:
        if frame.f_code.co_qualname == names.INTERRUPTED:
            return True
        frame = frame.f_back
    return False


def unwrapped(function: Any) -> Any:
    """Return what a method or a partial calls; `to_thread` calls everything in a context.

    What is of another type is left as it is: to ask it for anything may run code of the program.
    """
    while type(function).__name__ == "partial" and type(function).__module__ == "functools":
        is_context = type(getattr(function.func, "__self__", None)).__name__ == "Context"
        function = function.args[0] if is_context and function.args else function.func
    return function.__func__ if type(function) is MethodType else function


def name_of(function: Any) -> str:
    """Return the name of a function, or of the type of whatever else is called."""
    kind = type(function)
    return str(function.__qualname__) if kind in NAMED else kind.__name__
