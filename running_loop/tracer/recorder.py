"""The recorder: keeps rows in order, names texts by numbers, writes, ends at the limit.

Like the rest of this package, it imports only what every Python has loaded when
it starts: what it imported beside that, the program would find imported.
"""

from __future__ import annotations

import marshal
from _thread import allocate_lock
from time import perf_counter_ns

from . import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Row = tuple[float | str, ...]

LONGEST_TEXT = 200
LONGEST_FLUSH_S = 1.0
# Every Python since 2.5 reads it.
FORMAT = 2
# How many rows there is room for when the tracer had no frame left to work in: where that is
# found out, there is none to say so either.
OVERRUN = float("-inf")


class Recorder:
    """Takes rows until there are too many, then calls `on_end` once.

    Attributes:
        rows: The rows not written yet; always the same list.
        room: How many rows may stand in it.
        open: Whether rows are still taken.
        now: Gives the time in nanoseconds.
        on_end: Takes the tracer out of the way.
    """

    def __init__(self, limit: int, write: Callable[[bytes], object] | None = None) -> None:
        """Take the limit of rows and what writes them; without it they are kept."""
        self.now = perf_counter_ns
        self.rows: list[Row] = [(rows.BEGAN, perf_counter_ns())]
        self.room: float = limit
        self.open = True
        self.on_end: Callable[[], object] = lambda: None
        self._limit = limit
        self._written = 0
        self._action: Callable[[], object] | None = None
        self._write = write
        self._texts: dict[str, int] = {}
        self._places: dict[tuple[str, str, int], int] = {}
        self._waits: dict[tuple[int, int, int], int] = {}
        self._lock = allocate_lock()

    def text(self, text: str) -> int:
        """Return the number of a text, defined when it is first seen."""
        short = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
        number = self._texts.get(short)
        if number is None:
            number = self._texts[short] = len(self._texts) + 1
            self.rows.append((rows.TEXT, number, short))
        return number

    def place(self, file: str, function: str, line: int) -> int:
        """Return the number of a line of a function."""
        key = (file, function, line)
        number = self._places.get(key)
        if number is None:
            number = self._places[key] = len(self._places) + 1
            self.rows.append((rows.PLACE, number, self.text(file), self.text(function), line))
        return number

    def wait(self, place: int, callee: int = 0, leaf: int = 0) -> int:
        """Return the number of a wait at a place for a function and what that awaits."""
        key = (place, callee, leaf)
        number = self._waits.get(key)
        if number is None:
            number = self._waits[key] = len(self._waits) + 1
            self.rows.append((rows.WAIT, number, *key))
        return number

    def full(self) -> bool:
        """Return whether the limit is reached; if it is, the recorder has ended."""
        if len(self.rows) < self.room:
            return False
        if self._action is not None:
            action, self._action = self._action, None
            self.room = self._limit - self._written
            action()
            return self.full()
        if self.room == OVERRUN:
            self.fail(RecursionError("the tracer had no room"))
        self.end(rows.LIMIT, self._limit)
        return True

    def soon(self, action: Callable[[], object]) -> None:
        """Call something when the program has done the next thing."""
        # What a step asks anyway is whether there is room.
        self._action, self.room = action, OVERRUN

    def end(self, *last: int) -> None:
        """Take one last row, its time left out, and no more."""
        if not self.open:
            return
        self.open = False
        self.on_end()
        self.rows.append((last[0], self.now(), *last[1:]))
        try:
            self.flush(patience=LONGEST_FLUSH_S)
        except Exception:
            # The disk is full, say; that must not become an error of the program.
            self.forget()

    def fail(self, error: BaseException) -> None:
        """End because of a fault of the tracer; the program goes on."""
        self.end(rows.BROKEN, self.text(f"{type(error).__name__}: {error}"))

    def forget(self) -> Callable[[bytes], object] | None:
        """Take no more, write nothing of what was taken, and return what would have written it."""
        write, self._write = self._write, None
        self.open = False
        self.rows.clear()
        return write

    def flush(self, patience: float = 0) -> None:
        """Write what is not written yet, unless another thread still writes after so long."""
        if self._write is None or not self.rows or not self._lock.acquire(timeout=patience):
            return
        try:
            count = len(self.rows)
            self._write(marshal.dumps(self.rows[:count], FORMAT))
            del self.rows[:count]
            self.room -= count
            self._written += count
        finally:
            self._lock.release()
