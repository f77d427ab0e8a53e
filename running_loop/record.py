"""The record: which Pythons printed the accepted outputs of a folder, and when."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from running_loop import atomic
from running_loop.problem import Problem, ProblemError

NAME = "accepted.toml"
HEAD = "# Written by `make accept`: which Pythons printed the accepted outputs, and when.\n"
REMEDY = "restore it from the repository, or delete it and run: make accept"


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
        ProblemError: The record is not as `write` left it.
    """
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        return {name: _entry(held) for name, held in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"at line (\d+)", str(error))
        found, line = f"not valid TOML: {error}", f":{position[1]}" if position else ""
        raise ProblemError([Problem(f"{place}{line}", found, remedy=REMEDY)]) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        found = "is not as make accept writes it"
        raise ProblemError([Problem(place, found, remedy=REMEDY)]) from error


def write(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Put entries in the place of a folder's record; without entries, remove it."""
    if not entries:
        (folder / NAME).unlink(missing_ok=True)
        return
    tables = [_table(name, entries[name]) for name in sorted(entries)]
    atomic.write(folder / NAME, "\n".join([HEAD, *tables]))


def _entry(held: dict[str, Any]) -> Entry:
    pythons = {version: day for version, day in held.items() if version != "program"}
    for version, day in pythons.items():
        if not re.fullmatch(r"3\.\d+\.\d+\w*", version) or not isinstance(day, date):
            raise ValueError(version)
    return Entry(str(held["program"]), pythons)


def _table(name: str, entry: Entry) -> str:
    days = sorted(entry.pythons.items(), key=lambda item: release(item[0]))
    lines = [f"{json.dumps(version)} = {day.isoformat()}" for version, day in days]
    head = [f"[{json.dumps(name)}]", f"program = {json.dumps(entry.program)}"]
    return "\n".join([*head, *lines, ""])


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version or series, in whose order versions follow one another."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
