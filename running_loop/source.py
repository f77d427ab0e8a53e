"""Sources: the files that people write, read as text, and what is wrong with those that are none.

A source is UTF-8. A byte order mark before it and the line ends of other systems
are no part of its text.
"""

import codecs
import os
import stat
from pathlib import Path

from running_loop.problem import Problem, ProblemError

REMEDY = "put a file of text there, or take it away"
RECODED = "save the file as UTF-8"


def read(path: Path, place: str, remedy: str = REMEDY, recoded: str = RECODED) -> str:
    """Return the text of a source: without a byte order mark, each line ended by a line feed.

    Args:
        path: The file.
        place: The file as a contributor names it.
        remedy: What to do where it cannot be read.
        recoded: What to do where it is not UTF-8.

    Raises:
        ProblemError: It is no file that can be read, or not UTF-8.
    """
    return decoded(contents(path, place, remedy), place, recoded)


def contents(path: Path, place: str, remedy: str = REMEDY) -> bytes:
    """Return what a source holds; as `read`.

    Raises:
        ProblemError: It is no file that can be read.
    """
    try:
        return data(path)
    except OSError as error:
        raise _refusal(place, str(error.strerror), remedy) from error


def decoded(held: bytes, place: str, recoded: str = RECODED) -> str:
    """Return the text that a source holds; as `read`.

    Raises:
        ProblemError: It is not UTF-8.
    """
    try:
        text = held.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = _lines_ended(error.object[: error.start].decode("utf-8"))
        line, byte = before.count("\n") + 1, error.object[error.start]
        found = f"is not UTF-8: {error.reason}, 0x{byte:02x}"
        raise _refusal(f"{place}:{line}", found, recoded) from error
    return _lines_ended(text)


def data(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        OSError: It is no file that can be read.
    """
    # To open a pipe would wait for a writer.
    if found := fault(path):
        raise OSError(0, found, str(path))
    return path.read_bytes()


def fault(path: Path) -> str:
    """Return in words why a path is no file that can be read; empty if it is one."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if os.path.islink(path):  # noqa: PTH114, it takes any name
            return f"is a link that leads nowhere: {path.readlink()}"
        return "does not exist" if _is_missing(error) else f"cannot be read: {_why(error)}"
    if stat.S_ISDIR(mode):
        return "is a folder, not a file"
    if not stat.S_ISREG(mode):
        return "is neither a file nor a folder"
    return "" if os.access(path, os.R_OK) else "cannot be read: Permission denied"


def _lines_ended(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_missing(error: Exception) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError | ValueError)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", error))


def _refusal(place: str, found: str, remedy: str) -> ProblemError:
    return ProblemError([Problem(place, found, remedy=remedy)])
