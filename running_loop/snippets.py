"""A snippet: one complete program under `snippets/`."""

import fnmatch
import os
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath

from running_loop import files
from running_loop.header import Header, HeaderError, parse
from running_loop.problem import Problem, ProblemError

FOLDER = "snippets"


@dataclass(frozen=True)
class Snippet:
    """One program.

    Attributes:
        name: Its path below `snippets/`, with slashes: `page/name.py`.
        path: Its file.
        header: What it says of itself.
        body: The program without the header: what a page shows and a run runs.
        first_line: The number, in the file, of the first line of the body.
        files: The files beside it that its run needs, by their paths relative to it.
        source: The program with its header, as the file holds it.
    """

    name: str
    path: Path
    header: Header
    body: str
    first_line: int = 1
    files: Mapping[str, bytes] = field(default_factory=dict)
    source: str = ""

    @property
    def place(self) -> str:
        """The file as a contributor names it: `snippets/page/name.py`."""
        return f"{FOLDER}/{self.name}"

    def place_of(self, body_line: int | None) -> str:
        """Return the place in the file of a line of the body, which counts from 1."""
        return f"{self.place}:{self.first_line - 1 + body_line}" if body_line else self.place


def load(folder: Path, name: str) -> Snippet:
    """Return the snippet called `name` below the folder of snippets.

    Raises:
        ProblemError: The file is missing, outside the folder, not UTF-8, or its
            header is wrong.
    """
    path = locate(folder, name)
    source = _read(path, name)
    try:
        header = parse(source)
    except HeaderError as error:
        raise _problem(
            f"{name}:{error.line}", str(error), "the header; see docs/contributing.md"
        ) from error
    body = "".join(source.splitlines(keepends=True)[header.lines :]).lstrip("\n")
    first_line = source.count("\n") - body.count("\n") + 1
    return Snippet(name, path, header, body, first_line, _files(name, path, body, header), source)


def names(folder: Path) -> list[str]:
    """Return the names of all programs below the folder, sorted."""
    return matching(folder, "*.py")


def matching(folder: Path, pattern: str) -> list[str]:
    """Return the names of the files below the folder whose last part fits a pattern, sorted.

    Hidden files are not meant: locks of editors, and copies that notebooks' tools keep.
    """
    # Path.rglob makes an object of each file on its way, and takes ten times as long.
    found: list[str] = []
    for root, folders, entries in os.walk(folder):
        folders[:] = (name for name in folders if not name.startswith((".", "__pycache__")))
        below = posixpath.relpath(root, folder)
        fitting = [name for name in fnmatch.filter(entries, pattern) if not name.startswith(".")]
        found += fitting if below == "." else (f"{below}/{name}" for name in fitting)
    return sorted(found)


def _files(name: str, path: Path, body: str, header: Header) -> Mapping[str, bytes]:
    try:
        return files.local(path, body, header.files)
    except OSError as error:
        missing = Path(error.filename).name
        remedy = "add the file, or take it out of files in the header"
        raise _problem(name, f"needs {missing}, which cannot be read", remedy) from error


def locate(folder: Path, name: str) -> Path:
    """Return the file of the snippet called `name` below the folder of snippets.

    Raises:
        ProblemError: The file is missing or outside the folder.
    """
    parts = PurePosixPath(name)
    path = folder / parts
    if parts.is_absolute() or not _real(path).is_relative_to(_resolved(folder.absolute())):
        raise _problem(
            name, f"lies outside {FOLDER}/", f"a path below {FOLDER}/, such as page/name.py"
        )
    if path.suffix != ".py" or not path.is_file():
        raise _problem(name, "does not exist", _nearest(folder, name))
    return path


def _real(path: Path) -> Path:
    """Return the path of a file without links; many are in one folder, and few are links."""
    return path.resolve() if path.is_symlink() else _resolved(path.parent.absolute()) / path.name


@cache
def _resolved(folder: Path) -> Path:
    return folder.resolve()


def _nearest(folder: Path, name: str) -> str:
    close = get_close_matches(name, names(folder), n=1)
    return f"write the file, or did you mean {close[0]!r}?" if close else "write the file"


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _problem(name, f"is not UTF-8: {error.reason}", "save the file as UTF-8") from error


def _problem(place: str, found: str, remedy: str) -> ProblemError:
    return ProblemError([Problem(f"{FOLDER}/{place}", found, remedy=remedy)])
