"""Accepted output: the text beside a program that each run of it must print again.

`name.out` is what `name.py` prints on the oldest Python that it was accepted
on, and on each that has no file of its own, such as `name.3.13.out`.
"""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from running_loop import source
from running_loop.accepted import difference, ledger
from running_loop.accepted.ledger import Entry
from running_loop.programs.snippets import FOLDER, Snippet, matching
from running_loop.pythons.series import release, series_of
from running_loop.runs.recording import Recording
from running_loop.store.key import digest

FILE = re.compile(r"(?P<stem>.+?)(?:\.(?P<series>3\.[0-9]{1,3}))?\.out")
DIGITS = 12


@dataclass(frozen=True)
class Accepted:
    """What one program was accepted to print.

    Attributes:
        snippet: The program.
        base: The text of `name.out`, or None if there is none.
        own: The texts of files such as `name.3.13.out`, by series.
        pythons: The day on which each Python printed it, by its version.
        is_current: Whether they printed it by the program as it is now.
    """

    snippet: Snippet
    base: str | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    pythons: Mapping[str, date] = field(default_factory=dict)
    is_current: bool = True

    @property
    def versions(self) -> dict[str, str]:
        """The version of each Python that it was accepted on, by its series."""
        ordered = sorted(self.pythons, key=release)
        return {series_of(version): version for version in ordered}

    @property
    def kept(self) -> dict[str, str]:
        """Those of `versions` that stand for the program as it is: they printed it, and may."""
        if not self.is_current or self.base is None:
            return {}
        admits = self.snippet.header.admits
        return {series: version for series, version in self.versions.items() if admits(version)}

    @property
    def is_enough(self) -> bool:
        """Whether it can stand for a run: a Python that the header admits printed it."""
        admits = self.snippet.header.admits
        return self.is_current and self.base is not None and any(map(admits, self.pythons))

    def text(self, series: str) -> str | None:
        """Return what a run on a series of Python must print, or None if that is not known."""
        return self.own.get(self._source(series), self.base)

    def file(self, series: str) -> str:
        """Return the name, below `snippets/`, of the file that speaks for a series."""
        return file_name(self.snippet, self._source(series))

    def _source(self, series: str) -> str:
        """Return the series whose own file speaks for a series, or nothing for the base.

        A series that it was never accepted on is to print what the one before prints.
        """
        if series in self.own or series in self.versions:
            return series if series in self.own else ""
        known = {*self.own, *self.versions}
        older = [item for item in known if release(item) < release(series)]
        nearest = max(older, key=release, default="")
        return nearest if nearest in self.own else ""


class Shelf:
    """The accepted outputs of a folder of programs; each folder in it is read once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of snippets."""
        self.folder = folder
        self._entries: dict[Path, dict[str, Entry]] = {}
        self._files: dict[Path, dict[str, dict[str, Path]]] = {}

    @property
    def series(self) -> set[str]:
        """The series of Python that its programs were accepted on, all of them.

        Raises:
            ProblemError: A record cannot be read.
        """
        for name in matching(self.folder, ledger.NAME):
            self.entries((self.folder / name).parent)
        entries = (entry for folder in self._entries.values() for entry in folder.values())
        return {series_of(version) for entry in entries for version in entry.pythons}

    def of(self, snippet: Snippet) -> Accepted:
        """Return what a program was accepted to print.

        Raises:
            ProblemError: A file or the record cannot be read.
        """
        folder = snippet.path.parent
        entry = self.entries(folder).get(snippet.path.name)
        files = self._named(folder).get(snippet.path.stem, {})
        texts = {series: self._text(path, snippet) for series, path in files.items()}
        base = texts.pop("", None)
        if entry is None:
            return Accepted(snippet, base, texts)
        return Accepted(
            snippet, base, texts, entry.pythons, entry.program == program_digest(snippet)
        )

    def entries(self, folder: Path) -> dict[str, Entry]:
        """Return the entries of the record of a folder of programs, by the names of their files.

        Raises:
            ProblemError: The record cannot be read.
        """
        if folder not in self._entries:
            place = f"{FOLDER}/{(folder / ledger.NAME).relative_to(self.folder).as_posix()}"
            self._entries[folder] = ledger.read(folder, place)
        return self._entries[folder]

    def enter(self, snippet: Snippet, pythons: Mapping[str, date]) -> None:
        """Enter into the record when Pythons printed the accepted output of a program.

        Raises:
            OSError: The record cannot be written.
        """
        folder, entry = snippet.path.parent, Entry(program_digest(snippet), pythons)
        entries = self.entries(folder)
        if entries.get(snippet.path.name) != entry:
            entries[snippet.path.name] = entry
            there = {name: kept for name, kept in entries.items() if (folder / name).is_file()}
            ledger.write(folder, there)

    def _text(self, path: Path, snippet: Snippet) -> str:
        place = f"{FOLDER}/{path.relative_to(self.folder).as_posix()}"
        remedy = f"take it away, then run: running-loop accept {shlex.quote(snippet.name)}"
        return normalised(source.read(path, place, remedy, remedy))

    def _named(self, folder: Path) -> dict[str, dict[str, Path]]:
        """Return the accepted files of a folder by their programs' stems and their series."""
        if folder not in self._files:
            self._files[folder] = {}
            for path in sorted(folder.glob("*.out")):
                if match := FILE.fullmatch(path.name):
                    files = self._files[folder].setdefault(match["stem"], {})
                    files[match["series"] or ""] = path
        return self._files[folder]


def file_name(snippet: Snippet, series: str = "") -> str:
    """Return the name, below `snippets/`, of the output of a series, or of the base if empty."""
    stem = snippet.name.removesuffix(".py")
    return f"{stem}.{series}.out" if series else f"{stem}.out"


def normalised(text: str) -> str:
    """Return a text as an accepted file holds it: its last line ends."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def program_digest(snippet: Snippet) -> str:
    """Return a short digest of a program and the files beside it that it uses."""
    used = "".join(f"{name} {digest(data)}\n" for name, data in sorted(snippet.files.items()))
    return digest(f"{used}{snippet.body}".encode())[:DIGITS]


def same(snippet: Snippet, text: str, other: str) -> bool:
    """Return whether two outputs of a program are the same, but for the lines in free order."""
    return difference.arranged(text, other, snippet.header.any_order) == other


def like(recording: Recording, text: str) -> str:
    """Return what a run printed as a text has it where both mean the same; see `arranged`."""
    groups = recording.snippet.header.any_order
    return difference.arranged(normalised(recording.output), text, groups)


def agree(one: Recording, other: Recording) -> bool:
    """Return whether two runs of a program printed the same."""
    first = normalised(one.output)
    return like(other, first) == first
