"""Interrupts: one Ctrl-C ends a command; those that follow do not disturb it at its end."""

import signal
import threading
import time
from types import FrameType

# Nothing takes as long to end; then a person who insists is heard again.
CALM_S = 10.0


class _Once:
    """The handler of Ctrl-C, which it passes on but for a while after the first."""

    def __init__(self) -> None:
        self._deaf_until = 0.0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if time.monotonic() < self._deaf_until:
            return
        self._deaf_until = time.monotonic() + CALM_S
        signal.default_int_handler(number, frame)


def once() -> None:
    """Have Ctrl-C raise KeyboardInterrupt once, where nobody has asked for something else."""
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _Once())
