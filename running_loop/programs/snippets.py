"""A snippet: one complete program under `snippets/`."""

import codecs
import fnmatch
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from running_loop import source
from running_loop.problem import Problem, ProblemError
from running_loop.programs import uses
from running_loop.programs.header import Header, HeaderError, parse
from running_loop.programs.imports import imported

FOLDER = "snippets"
# As PEP 263 gives it.
ENCODING = re.compile(r"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


@dataclass(frozen=True)
class Snippet:
    """One program.

    Attributes:
        name: Its path below `snippets/`, with slashes: `page/name.py`.
        path: Its file.
        header: What it says of itself.
        body: The program without the header: what a page shows and a run runs.
        first_line: The number, in the file, of the first line of the body that is
            not above the header.
        files: The files beside it that its run needs, by their paths relative to it.
        source: The program with its header, as the file holds it.
        above: How many lines of the body, all comments, stand above the header.
    """

    name: str
    path: Path
    header: Header
    body: str
    first_line: int = 1
    files: Mapping[str, bytes] = field(default_factory=dict)
    source: str = ""
    above: int = 0

    @cached_property
    def imports(self) -> frozenset[str]:
        """The modules that it imports, itself or by a file beside it, from packages."""
        # The file's whole text was read for the modules beside it.
        return uses.foreign(imported(self.source or self.body), self.files)

    @property
    def place(self) -> str:
        """The file as a contributor names it: `snippets/page/name.py`."""
        return f"{FOLDER}/{self.name}"

    def place_of(self, body_line: int | None) -> str:
        """Return the place in the file of a line of the body, which counts from 1."""
        if not body_line:
            return self.place
        is_above = body_line <= self.above
        line = body_line if is_above else self.first_line - 1 + body_line - self.above
        return f"{self.place}:{line}"


def load(folder: Path, name: str) -> Snippet:
    """Return the snippet called `name` below the folder of snippets.

    Raises:
        ProblemError: As `locate`, or it is not UTF-8, its header is wrong, or a file that it
            needs cannot be read.
    """
    path = locate(folder, name)
    text = source.read(path, f"{FOLDER}/{name}", "write the program, or take the file away")
    try:
        header = parse(text)
    except HeaderError as error:
        raise _problem(
            f"{name}:{error.line}", str(error), "the header; see docs/contributing.md"
        ) from error
    above, body, first_line = header.cut(text)
    made = Snippet(name, path, header, above + body, first_line, {}, text, above.count("\n"))
    _refuse_encoding(made)
    return replace(made, files=_files(folder, name, text, header))


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


def _files(folder: Path, name: str, text: str, header: Header) -> Mapping[str, bytes]:
    try:
        return uses.local(folder / name, imported(text), header.files, folder)
    except OSError as error:
        missing = Path(error.filename).relative_to((folder / name).parent)
        place = f"{name}{_line_with(missing, text)}"
        found = f"needs {missing.as_posix()}, which {error.strerror}"
        if isinstance(error, uses.OutsideError):
            remedy = "put the file itself there, not a link to it"
            raise _problem(place, f"{found} {FOLDER}/", remedy) from error
        raise _problem(
            place, found, "add the file, or take it out of files in the header"
        ) from error


def _line_with(file: Path, text: str) -> str:
    """Return `:` and the number of the first line that speaks of a file; else nothing."""
    for name in (file.name, file.parts[0], file.stem):
        for number, line in enumerate(text.split("\n"), 1):
            if re.search(rf"\b{re.escape(name)}\b", line):
                return f":{number}"
    return ""


def locate(folder: Path, name: str) -> Path:
    """Return the file of the snippet called `name` below the folder of snippets.

    Raises:
        ProblemError: The name is no plain path, or the file is missing, is none or
            is outside the folder.
    """
    path = inside(folder, name)
    if name in ("", ".") or "\\" in name or not name.isprintable():
        remedy = "write its path with slashes and without special characters: page/name.py"
        raise _problem(name, "is no path of a program", remedy)
    if name != (plain := PurePosixPath(name).as_posix()):
        raise _problem(name, "is not the shortest path of a program", f"write {plain!r}")
    if found := source.fault(path) or (path.suffix != ".py" and "is not a program, name.py"):
        raise _problem(name, found, _nearest(folder, name))
    return path


def inside(folder: Path, name: str) -> Path:
    """Return the path of what is called `name` below the folder of snippets.

    Raises:
        ProblemError: It is outside the folder, perhaps by a link.
    """
    path = folder / name
    if name.startswith("/") or ".." in name.split("/") or not _is_inside(path, folder):
        raise _problem(
            name, f"lies outside {FOLDER}/", f"a path below {FOLDER}/, such as page/name.py"
        )
    return path


def faults(folder: Path) -> Iterator[Problem]:
    """Yield what is called like a program below the folder, and can be none."""
    for name in names(folder):
        place = f"{FOLDER}/{name}"
        if not name.isprintable():
            yield Problem(place, "has a name that no page can write", remedy="give it another name")
        elif found := source.fault(folder / name):
            yield Problem(place, found, remedy="write the program, or take the file away")


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return _real(path).is_relative_to(_resolved(folder.absolute()))
    except (OSError, ValueError):  # a name that no file can have
        return True


def _real(path: Path) -> Path:
    """Return the path of a file without links; many are in one folder, and few are links."""
    # Unlike Path.resolve, it does not mind a link to itself.
    if path.is_symlink():
        return Path(os.path.realpath(path))
    return _resolved(path.parent.absolute()) / path.name


@cache
def _resolved(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def _nearest(folder: Path, name: str) -> str:
    close = get_close_matches(name, names(folder), n=1)
    is_other = close and close[0] != name
    return f"write the file, or did you mean {close[0]!r}?" if is_other else "write the file"


def _refuse_encoding(snippet: Snippet) -> None:
    """Raise if Python would not read a program as UTF-8: its file, or what runs of it."""
    in_file = {f"{snippet.place}:{line}": name for line, name in _encodings(snippet.source)}
    in_run = {snippet.place_of(line): name for line, name in _encodings(snippet.body)}
    for place, encoding in (in_file | in_run).items():
        if not _is_utf_8(encoding):
            found = f"says that the program is {encoding}"
            remedy = "delete the line, and save the file as UTF-8"
            raise ProblemError([Problem(place, found, "UTF-8", remedy)])


def _encodings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of the encoding that a text of Python says it has."""
    for number, line in enumerate(text.split("\n", 2)[:2], 1):
        if match := ENCODING.match(line):
            yield number, match[1]
        if line.strip() and not line.lstrip().startswith("#"):
            return


def _is_utf_8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    except LookupError:
        return False


def _problem(place: str, found: str, remedy: str) -> ProblemError:
    return ProblemError([Problem(f"{FOLDER}/{place}", found, remedy=remedy)])
