"""The sampler: a thread that looks which line holds a loop, and writes what was recorded.

The rows of a step are made when it ends. What hangs in a step, and may be
killed there, would leave no trace without somebody who looks from outside.
"""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock, start_new_thread

from . import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .tracer import Tracer
    from .watch import Watch

TICK_S = 0.02
LAST_TICK_S = 1.0


class Sampler:
    """Looks at all watches every few milliseconds while a loop runs."""

    def __init__(self, tracer: Tracer) -> None:
        """Take the tracer; no thread runs yet."""
        self._tracer = tracer
        self._halt = allocate_lock()
        self._over = allocate_lock()
        self._seen: dict[int, tuple[int, int]] = {}
        self._runs = False
        self._guards_forks = False

    def start(self) -> None:
        """Begin to look, where there are threads."""
        if self._runs:
            return
        self._guard_forks()
        self._halt, self._over = allocate_lock(), allocate_lock()
        self._halt.acquire()
        self._over.acquire()
        try:
            start_new_thread(self._look_on, (self._halt, self._over))
        except RuntimeError:
            return
        self._runs = True

    def stop(self, *, wait: bool = False) -> None:
        """Look no more."""
        if self._runs:
            self._runs = False
            self._halt.release()
            if wait:
                self._over.acquire(timeout=LAST_TICK_S)

    def _look_on(self, halt: object, over: object) -> None:
        _leave_signals()
        while not halt.acquire(timeout=TICK_S):  # type: ignore[attr-defined]
            try:
                for watch in self._tracer.watches():
                    self._look(watch)
                self._tracer.recorder.flush()
            except Exception as error:  # noqa: BLE001
                self._tracer.recorder.fail(error)
        over.release()  # type: ignore[attr-defined]

    def _look(self, watch: Watch) -> None:
        begin = watch.begin
        last_begin, last_place = self._seen.get(watch.number, (0, -1))
        if not begin or begin != last_begin:
            self._seen[watch.number] = begin, -1
            return
        place = self._tracer.places.of_stack(sys._current_frames().get(watch.thread))
        if place == last_place or watch.begin != begin:
            return
        recorder = self._tracer.recorder
        recorder.rows.append(
            (rows.HELD, recorder.now(), watch.actor, watch.number, begin, place),
        )
        self._seen[watch.number] = begin, place

    def _guard_forks(self) -> None:
        """Have no second thread when the program forks: Python 3.12 would warn of it."""
        if self._guards_forks or not hasattr(os, "register_at_fork"):
            return
        self._guards_forks = True
        os.register_at_fork(
            before=lambda: self.stop(wait=True),
            after_in_parent=self._tracer.after_fork,
            after_in_child=self._tracer.forget,
        )


def _leave_signals() -> None:
    """Leave all signals to the program's threads."""
    signals = sys.modules.get("_signal")
    if signals and hasattr(signals, "pthread_sigmask"):
        signals.pthread_sigmask(signals.SIG_BLOCK, signals.valid_signals())
