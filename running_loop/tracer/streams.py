"""Streams: the moment of each printed line, and who printed it."""

from __future__ import annotations

import sys

from . import rows
from .recorder import LONGEST_TEXT, OVERRUN
from .taps import tap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .tracer import Tracer


# To ask others for their bytes may run code of the program.
BYTES = {bytes, bytearray, memoryview}


class Stream:
    """Watches what is written to the bytes below a text stream.

    Below it, because there an error of encoding has been raised already.
    """

    def __init__(self, tracer: Tracer, buffer: Any, number: int) -> None:
        """Take the tracer, the stream of bytes and its file descriptor."""
        self._tracer = tracer
        self._buffer = buffer
        self._number = number
        self._line = ""
        self._begun: tuple[int, int, int] | None = None
        buffer.write = tap(buffer.write, self._hear)

    def leave(self) -> None:
        """Stop watching; a line that was begun is noted."""
        vars(self._buffer).pop("write", None)
        if self._line:
            self._note("\n")

    def _hear(self, data: Any) -> object:
        try:
            if type(data) in BYTES:
                self._note(bytes(data).decode("utf-8", "replace"))
        except RecursionError:
            self._tracer.recorder.room = OVERRUN
        except BaseException as error:
            _again = self._tracer.caught(error)
        return NotImplemented

    def _note(self, text: str) -> None:
        *lines, rest = text.split("\n")
        for line in lines:
            self._begin()
            self._end(self._line + line)
        if rest:
            self._begin()
            self._line += rest[:LONGEST_TEXT]

    def _begin(self) -> None:
        if self._begun is None:
            place = self._tracer.places.of_stack(sys._getframe())
            actor = self._tracer.acting()
            self._begun = self._tracer.recorder.now(), actor, place

    def _end(self, line: str) -> None:
        recorder = self._tracer.recorder
        if self._begun and line.strip():
            at, actor, place = self._begun
            recorder.rows.append(
                (rows.PRINT, at, actor, place, self._number, recorder.text(line)),
            )
        self._line, self._begun = "", None
        if not recorder.full() and not self._tracer.loops_run:
            recorder.flush()


def watch_streams(tracer: Tracer) -> list[Stream]:
    """Watch standard output and error where they are real streams."""
    found = ((sys.stdout, 1), (sys.stderr, 2))
    return [
        Stream(tracer, file.buffer, number)
        for file, number in found
        if hasattr(getattr(file, "buffer", None), "__dict__")
    ]
