"""The streams of a kernel: what cells and their children print goes into one pipe, in its order.

An extension of IPython, loaded in the kernel. Alone, the kernel collects each stream by
itself, and what children print by a third way.
"""

import codecs
import io
import os
import sys
import threading
import uuid
from typing import Any, Protocol

STDOUT, STDERR = 1, 2
MOST_READ = 1 << 16
DRAIN_TIMEOUT_S = 10.0
ERRORS = "backslashreplace"


class Shown(Protocol):
    """Where the kernel takes a text to show it as printed by the cell that runs now."""

    def write(self, text: str) -> object:
        """Take a text."""

    def flush(self) -> object:
        """Show what was taken."""


def load_ipython_extension(_: object) -> None:
    """Put the pipe in the place of the kernel's streams."""
    pipe = Pipe(sys.stdout)
    sys.stdout, sys.stderr = Stream(STDOUT, pipe), Stream(STDERR, pipe)


class Pipe:
    """The pipe that both streams write into, and the thread that shows what comes out."""

    def __init__(self, shown: Shown) -> None:
        """Take where to show it."""
        self.shown = shown
        # Nobody else prints it; it tells how far the thread has read.
        self._mark = uuid.uuid4().bytes * 2
        self._process = os.getpid()
        self._marks_read = threading.Semaphore(0)
        self._end, writing = os.pipe()
        self._writing = os.dup(writing)
        for stream in (STDOUT, STDERR):
            os.dup2(writing, stream)
        os.close(writing)
        threading.Thread(target=self._show, daemon=True).start()

    def drain(self) -> None:
        """Wait until all that was printed is shown; a forked child leaves that to the kernel."""
        if os.getpid() != self._process:
            return
        os.write(self._writing, self._mark)
        if self._marks_read.acquire(timeout=DRAIN_TIMEOUT_S):
            self.shown.flush()

    def _show(self) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")(ERRORS)
        held = b""
        while chunk := os.read(self._end, MOST_READ):
            *whole, held = (held + chunk).split(self._mark)
            for part in whole:
                self.shown.write(decoder.decode(part))
                self._marks_read.release()
            keep = _begun(held, self._mark)
            self.shown.write(decoder.decode(held[: len(held) - keep]))
            held = held[len(held) - keep :]


class Stream(io.TextIOWrapper):
    """Standard output or error, written into the pipe at once."""

    def __init__(self, number: int, pipe: Pipe) -> None:
        """Take the number of the stream, and the pipe that it is."""
        raw = io.FileIO(number, "w", closefd=False)
        super().__init__(raw, encoding="utf-8", errors=ERRORS, write_through=True)
        self._pipe = pipe

    def flush(self) -> None:
        """Wait until all that was printed is shown, also by a stream that a cell has closed."""
        if not self.closed:
            super().flush()
        self._pipe.drain()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401, what the kernel asks its own for
        """Return what the kernel's own stream has, such as the cell that runs now."""
        return getattr(self._pipe.shown, name)


def _begun(text: bytes, mark: bytes) -> int:
    """Return how many bytes at the end of a text may be the beginning of a mark."""
    lengths = range(min(len(mark) - 1, len(text)), 0, -1)
    return next((size for size in lengths if text.endswith(mark[:size])), 0)
