"""The record: which Pythons printed the accepted outputs of a folder, and when."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from running_loop import document, source
from running_loop.problem import Problem, ProblemError
from running_loop.pythons.series import VERSION, release
from running_loop.store import atomic

NAME = "accepted.toml"
HEAD = "# Written by `running-loop accept`: which Pythons printed the accepted outputs, and when.\n"
REMEDY = "restore it from the repository, or delete it and run: running-loop accept"


@dataclass(frozen=True)
class Entry:
    """What the record says of one program.

    Attributes:
        program: The digest of the program that printed its accepted output.
        pythons: The day on which each Python printed it, by its version.
    """

    program: str
    pythons: Mapping[str, date]


def read(folder: Path, place: str) -> dict[str, Entry]:
    """Return the entries of a folder's record by the names of the programs' files.

    Args:
        folder: The folder of programs; one without a record has no entries.
        place: The record as a contributor names it.

    Raises:
        ProblemError: The record cannot be read, or is not as `write` leaves one.
    """
    if not os.path.lexists(folder / NAME):
        return {}
    text = source.read(folder / NAME, place, REMEDY)
    try:
        held = document.toml(text)
    except document.MalformedError as error:
        problem = Problem(f"{place}:{error.line}", str(error), remedy=REMEDY)
        raise ProblemError([problem]) from error
    for name, value in held.items():
        if not _is_entry(value):
            line = document.lines_of(text, [name]).start
            found = f"what it says of {name} is not as running-loop accept writes it"
            raise ProblemError([Problem(f"{place}:{line}", found, remedy=REMEDY)])
    return {name: _entry(value) for name, value in held.items()}


def write(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Put entries in the place of a folder's record; without entries, remove it."""
    if not entries:
        (folder / NAME).unlink(missing_ok=True)
        return
    tables = [_table(name, entries[name]) for name in sorted(entries)]
    atomic.write(folder / NAME, "\n".join([HEAD, *tables]))


def _entry(held: dict[str, Any]) -> Entry:
    pythons = {version: day for version, day in held.items() if version != "program"}
    return Entry(held["program"], pythons)


def _is_entry(held: object) -> bool:
    if not isinstance(held, dict) or not isinstance(held.get("program"), str):
        return False
    pythons = ((version, day) for version, day in held.items() if version != "program")
    # A datetime is a date, but no day.
    return all(VERSION.fullmatch(version) and type(day) is date for version, day in pythons)


def _table(name: str, entry: Entry) -> str:
    days = sorted(entry.pythons.items(), key=lambda item: release(item[0]))
    lines = [f"{document.quoted(version)} = {day.isoformat()}" for version, day in days]
    head = [f"[{document.quoted(name)}]", f"program = {document.quoted(entry.program)}"]
    return "\n".join([*head, *lines, ""])
