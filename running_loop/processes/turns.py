"""Turns: few processes begin at once, and one that sleeps makes room for the next.

To start Python takes a core for some time. If all programs started together, those
that already measure or wait would be woken late.
"""

import threading
from types import TracebackType
from typing import Self

import psutil

from running_loop.processes.machine import CORES

AT_ONCE = 2 * CORES
_places = threading.BoundedSemaphore(AT_ONCE)


class Turn:
    """The right to use a processor; a context manager that waits for it."""

    def __init__(self) -> None:
        """Prepare; `with` takes the turn."""
        self._is_mine = False
        self._slept = False
        self._process: psutil.Process | None = None

    def __enter__(self) -> Self:
        """Wait until it is this one's turn."""
        _places.acquire()
        self._is_mine = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Pass the turn on, if that was not done."""
        self._pass_on()

    def is_over(self, pid: int) -> bool:
        """Return whether the turn was passed on, which is done when a process goes on sleeping."""
        if self._is_mine:
            sleeps = self._sleeps(pid)
            if sleeps and self._slept:
                self._pass_on()
            self._slept = sleeps
        return not self._is_mine

    def _sleeps(self, pid: int) -> bool:
        try:
            self._process = self._process or psutil.Process(pid)
            return bool(self._process.status() == psutil.STATUS_SLEEPING)
        except psutil.Error:
            return False

    def _pass_on(self) -> None:
        if self._is_mine:
            self._is_mine = False
            _places.release()
