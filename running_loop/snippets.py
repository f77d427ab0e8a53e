"""A snippet: one complete program under `snippets/`."""

import fnmatch
import os
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from running_loop import files
from running_loop.header import Header, HeaderError, parse
from running_loop.imports import imported
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

    @cached_property
    def imports(self) -> frozenset[str]:
        """The modules that it imports, itself or by a file beside it, from packages."""
        return files.foreign(imported(self.body), self.files)

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
    used = _files(folder, name, source, header)
    return Snippet(name, path, header, body, first_line, used, source)


def names(folder: Path) -> list[str]:
    """Return the names of all programs below the folder, sorted."""
    return matching(folder, "*.py")


def matching(folder: Path, pattern: str) -> list[str]:
    """Return the names of the files below the folder whose last part fits a pattern, sorted."""
    # Path.rglob makes an object of each file on its way, and takes ten times as long.
    found: list[str] = []
    for root, _, entries in os.walk(folder):
        below = posixpath.relpath(root, folder)
        fitting = fnmatch.filter(entries, pattern)
        found += fitting if below == "." else (f"{below}/{name}" for name in fitting)
    return sorted(found)


def _files(folder: Path, name: str, source: str, header: Header) -> Mapping[str, bytes]:
    try:
        return files.local(folder / name, imported(source), header.files, folder)
    except OSError as error:
        missing = Path(error.filename).relative_to((folder / name).parent)
        place = f"{name}{_line_with(missing, source)}"
        if isinstance(error, files.OutsideError):
            found = f"needs {missing.as_posix()}, which lies outside {FOLDER}/"
            raise _problem(place, found, "put the file itself there, not a link to it") from error
        remedy = "add the file, or take it out of files in the header"
        raise _problem(
            place, f"needs {missing.as_posix()}, which cannot be read", remedy
        ) from error


def _line_with(file: Path, source: str) -> str:
    """Return `:` and the number of the first line that speaks of a file; else nothing."""
    for name in (file.name, file.parts[0], file.stem):
        for number, line in enumerate(source.split("\n"), 1):
            if re.search(rf"\b{re.escape(name)}\b", line):
                return f":{number}"
    return ""


def locate(folder: Path, name: str) -> Path:
    """Return the file of the snippet called `name` below the folder of snippets.

    Raises:
        ProblemError: The file is missing or outside the folder.
    """
    path = inside(folder, name)
    if path.suffix != ".py" or not path.is_file():
        raise _problem(name, "does not exist", _nearest(folder, name))
    return path


def inside(folder: Path, name: str) -> Path:
    """Return the path of what is called `name` below the folder of snippets.

    Raises:
        ProblemError: It is outside the folder, perhaps by a link.
    """
    parts = PurePosixPath(name)
    path = folder / parts
    if parts.is_absolute() or not _real(path).is_relative_to(_resolved(folder.absolute())):
        raise _problem(
            name, f"lies outside {FOLDER}/", f"a path below {FOLDER}/, such as page/name.py"
        )
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
