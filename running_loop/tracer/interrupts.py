"""Interrupts: Ctrl-C at a moment when the tracer works belongs to the program."""

from __future__ import annotations

from _thread import interrupt_main

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Again:
    """Sends an interrupt once more when nobody holds this any longer.

    A function of the tracer that was interrupted keeps it in a variable and returns.
    The variable is gone with the function's frame, so the exception is raised where
    the program goes on, and its traceback has no frame of the tracer.
    """

    __slots__ = ()

    # A function of Python itself: none of the tracer is there to be interrupted again.
    __del__: Any = interrupt_main
