"""Taps: what listens to the calls of a function without ever standing on its stack.

A wrapper in Python is a frame in the traceback of each exception that passes
through it. Here the listener returns first, and then Python itself, not a
function of the tracer, calls the original.
"""

from __future__ import annotations

from _operator import iadd
from sys import _getframe

from .recorder import OVERRUN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .shared import Shared


def tap(function: Callable[[Any], object], hear: Callable[[Any], object]) -> Callable[[Any], Any]:
    """Return a function of one argument that is heard before it is called.

    Python tries `+=` first, and then, where that is not implemented, `+`.

    Args:
        function: The original.
        hear: A bound method that gets the argument; it returns NotImplemented and raises nothing.
    """
    names = {"__iadd__": staticmethod(hear), "__add__": staticmethod(function)}
    bind: Any = type(hear)
    bound: Callable[[Any], Any] = bind(iadd, type("tap", (), names)())
    return bound


class Tapped:
    """A method of a class that is heard when an instance is asked for it."""

    __slots__ = ("_hear", "_original", "_shared")

    def __init__(
        self, original: Any, hear: Callable[[Any, FrameType], object], shared: Shared
    ) -> None:
        """Take the method and what gets the instance and the frame that asks for the method."""
        self._original = original
        self._hear = hear
        self._shared = shared

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """Return the original, bound as it would be."""
        if instance is not None and self._shared.recorder.open:
            try:
                self._hear(instance, _getframe(1))
            except RecursionError:
                self._shared.recorder.room = OVERRUN
            except BaseException as error:
                _again = self._shared.caught(error)
        return self._original.__get__(instance, owner)
