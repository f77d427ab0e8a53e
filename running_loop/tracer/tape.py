"""The tape: what the tracer wrote in one run, as a short text that can be kept.

It holds the rows as they were written, not what they mean: what is told or
drawn of a run can change without another run.
"""

import base64
import json
import marshal
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from running_loop.tracer import rows

Row = tuple[Any, ...]
# More than the rows of the longest recording take.
MOST_BYTES = 64 * 1024 * 1024


def read(path: Path) -> tuple[dict[str, Any], list[Row]]:
    """Return the header and the rows that a traced program wrote, even if it was killed.

    Both are empty, and there may be no file, if the program could not be compiled.
    """
    if not path.exists():
        return {}, []
    with path.open("rb") as file:
        header, *chunks = list(_objects(file)) or [{}]
    return header, [row for chunk in chunks for row in chunk]


def record(path: Path, show: Callable[[str], str]) -> str:
    """Return the tape of the file that a traced program wrote; empty if no event loop ran.

    Where the tracer could not see one, because this Python calls it something else, there is one.

    Args:
        path: The file; it may be missing.
        show: Makes a text safe to show: a name, a printed line, the path of a file.
    """
    header, written = read(path)
    if not any(row[0] in {rows.LOOP, rows.MISSING} for row in written):
        return ""
    header["program"] = show(header["program"])
    shown = [(*row[:2], show(row[2])) if row[0] == rows.TEXT else row for row in written]
    text = json.dumps([header, shown], separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def play(tape: str) -> tuple[dict[str, Any], list[Row]]:
    """Return the header and the rows of a tape.

    Raises:
        ValueError: It is damaged, or too long to be one.
    """
    if not tape:
        return {}, []
    inflating = zlib.decompressobj()
    try:
        text = inflating.decompress(base64.b64decode(tape), MOST_BYTES)
        header, written = json.loads(text)
        return dict(header), [tuple(row) for row in written]
    except (zlib.error, TypeError, RecursionError) as error:
        raise ValueError("no tape") from error


def _objects(file: BinaryIO) -> Iterator[Any]:
    """Yield what was written until the end, or until the program was killed while it wrote."""
    # Who can write this file runs code here anyway: it comes from a program that we ran.
    with suppress(EOFError, ValueError, TypeError, MemoryError):
        while True:
            yield marshal.load(file)  # noqa: S302
