"""The sampler: a thread that looks which line holds a loop, and writes what was recorded.

The rows of a step are made when it ends. What hangs in a step, and may be
killed there, would leave no trace without somebody who looks from outside.
"""

from __future__ import annotations

import sys
from _thread import LockType, allocate_lock, get_native_id, start_new_thread
from os import stat
from time import sleep

from . import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .recorder import Recorder
    from .shared import Shared
    from .watch import Watch

TICK_S = 0.02
WAIT_S, MOST_WAITS = 0.0005, 1000
LONGEST_JOIN_S = 0.5
LONGEST_SILENCE_NS = 100_000_000


class Silence:
    """Notes that the program still runs while nothing happens, each time after twice as long."""

    def __init__(self, recorder: Recorder) -> None:
        """Take the recorder."""
        self._recorder = recorder
        self._count: float = 0
        self._since = 0
        self._patience = LONGEST_SILENCE_NS

    def note(self) -> None:
        """Note it, if it has been silent for long."""
        recorder, now = self._recorder, self._recorder.now()
        count = len(recorder.rows) - recorder.room
        if count != self._count:
            self._count, self._since, self._patience = count, now, LONGEST_SILENCE_NS
        elif now - self._since > self._patience:
            self._patience *= 2
            self._count += 1
            recorder.rows.append((rows.ALIVE, now))


class Sampler:
    """Looks at all watches every few milliseconds while a loop runs."""

    def __init__(self, shared: Shared, watches: Callable[[], Iterable[Watch]]) -> None:
        """Take what is shared, and what gives all watches; no thread runs yet."""
        self._shared = shared
        self._watches = watches
        self._halt = allocate_lock()
        self._over = allocate_lock()
        self._native = 0
        self._seen: dict[int, tuple[int, int]] = {}
        self._silence = Silence(shared.recorder)

    def start(self) -> None:
        """Begin to look, where there are threads."""
        if self._halt.locked():
            return
        halt, over = self._halt, self._over = allocate_lock(), allocate_lock()
        halt.acquire()
        over.acquire()
        try:
            start_new_thread(self._look_on, (halt, over))
        except RuntimeError:
            halt.release()
            over.release()

    def stop(self) -> None:
        """Look no more."""
        if self._halt.locked():
            self._halt.release()

    def join(self) -> None:
        """Stop, and wait until the thread is gone."""
        self.stop()
        if not self._over.acquire(timeout=LONGEST_JOIN_S):
            return
        self._over.release()
        # Python has forgotten it, and Linux may not have: Python 3.12 counts what Linux knows.
        for _ in range(MOST_WAITS):
            try:
                stat(f"/proc/self/task/{self._native}")
            except OSError:
                break
            sleep(WAIT_S)

    def _look_on(self, halt: LockType, over: LockType) -> None:
        self._native = get_native_id()
        _leave_signals()
        try:
            while not halt.acquire(timeout=TICK_S):
                self._look_at_all()
        finally:
            over.release()

    def _look_at_all(self) -> None:
        try:
            for watch in self._watches():
                self._look(watch)
            self._silence.note()
            self._shared.recorder.flush()
        except Exception as error:
            self._shared.recorder.fail(error)

    def _look(self, watch: Watch) -> None:
        begin = watch.begin
        last_begin, last_place = self._seen.get(watch.number, (0, -1))
        if not begin or begin != last_begin:
            self._seen[watch.number] = begin, -1
            return
        place = self._shared.places.of_stack(sys._current_frames().get(watch.thread))
        if place == last_place or watch.begin != begin:
            return
        recorder = self._shared.recorder
        recorder.rows.append(
            (rows.HELD, recorder.now(), watch.actor, watch.number, begin, place),
        )
        self._seen[watch.number] = begin, place


def _leave_signals() -> None:
    """Leave all signals to the program's threads."""
    signals = sys.modules.get("_signal")
    if signals and hasattr(signals, "pthread_sigmask"):
        signals.pthread_sigmask(signals.SIG_BLOCK, signals.valid_signals())
