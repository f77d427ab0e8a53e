"""Streams: the moment of each printed line, and who printed it."""

from __future__ import annotations

import sys

from . import rows
from .recorder import LONGEST_TEXT, OVERRUN
from .taps import tap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .shared import Shared


# To ask others for their bytes may run code of the program.
BYTES = {bytes, bytearray, memoryview}


class Stream:
    """Watches what is written to the bytes below a text stream.

    Below it, because there an error of encoding has been raised already.
    """

    def __init__(self, shared: Shared, buffer: Any, number: int) -> None:
        """Take what is shared, the stream of bytes and its file descriptor."""
        self._shared = shared
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
            self._shared.recorder.room = OVERRUN
        except BaseException as error:
            _again = self._shared.caught(error)
        return NotImplemented

    def _note(self, text: str) -> None:
        *lines, rest = text.split("\n")
        for line in lines:
            self._begin()
            self._end(self._line + line)
        if rest:
            self._begin()
            # One more than is kept, so that what is cut off is marked.
            self._line = (self._line + rest)[: LONGEST_TEXT + 1]

    def _begin(self) -> None:
        if self._begun is None:
            place = self._shared.places.of_stack(sys._getframe())
            actor = self._shared.acting()
            self._begun = self._shared.recorder.now(), actor, place

    def _end(self, line: str) -> None:
        recorder = self._shared.recorder
        if self._begun and line.strip():
            at, actor, place = self._begun
            recorder.rows.append(
                (rows.PRINT, at, actor, place, self._number, recorder.text(line)),
            )
        self._line, self._begun = "", None
        if not recorder.full() and not self._shared.loops_run:
            recorder.flush()


def watch_streams(shared: Shared) -> list[Stream]:
    """Watch standard output and error where they are real streams."""
    found = ((sys.stdout, 1), (sys.stderr, 2))
    return [
        Stream(shared, file.buffer, number)
        for file, number in found
        if hasattr(getattr(file, "buffer", None), "__dict__")
    ]
