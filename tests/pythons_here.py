"""The Pythons of this machine that tests run on, and those that they must have."""

import os
import re
from collections.abc import Iterable
from functools import cache

from running_loop.accepted import ledger
from running_loop.problem import ProblemError
from running_loop.programs import snippets
from running_loop.programs.snippets import Snippet
from running_loop.project.recordings import at
from running_loop.pythons.choosing import Pythons, found
from running_loop.pythons.finding import OLDEST
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.pythons.series import release, series_of
from tests import ROOT

# Series that must be here, as in `3.11,3.14`: a machine of CI must not pass over them.
VARIABLE = "RUNNING_LOOP_TEST_PYTHONS"
SNIPPETS = ROOT / snippets.FOLDER
INSTALL = "to install it: .venv/bin/uv python install"


@cache
def here() -> dict[str, Interpreter]:
    """Return a Python of each series that the engine runs on; the oldest stands first."""
    others = found(at(ROOT).own).interpreters
    pythons = {item.series: item for item in (*others, current()) if item.series != OLDEST}
    return {series: pythons[series] for series in sorted(pythons, key=release)}


def executables(above: str = OLDEST) -> dict[str, str]:
    """Return the executables of the series that are newer than one."""
    newer = (item for item in here().values() if release(item.series) > release(above))
    return {item.series: item.executable for item in newer}


@cache
def recorded() -> frozenset[str]:
    """Return the series on which programs of this site were accepted, here or elsewhere."""
    folders = [path.parent for path in SNIPPETS.rglob(ledger.NAME)]
    entries = [entry for folder in folders for entry in ledger.read(folder, str(folder)).values()]
    return frozenset(series_of(version) for entry in entries for version in entry.pythons)


def required(setting: str) -> list[str]:
    """Return the series that a setting names."""
    return [name for name in re.split(r"[\s,]+", setting) if name]


def fault(setting: str, series: Iterable[str]) -> str:
    """Return what a setting asks for in vain where only these series are; empty if nothing."""
    missing = [name for name in required(setting) if name not in series]
    if not missing:
        return ""
    found = f"{VARIABLE} names Python {', '.join(missing)}, which is not here"
    return f"{found}; here: {', '.join(series)}; {INSTALL} {' '.join(missing)}"


def summary(pythons: Iterable[Interpreter], wanted: Iterable[str]) -> str:
    """Return which Pythons tests ran on, and which of the wanted series are not here."""
    present = {item.series: item.version for item in pythons}
    absent = sorted({*wanted} - present.keys(), key=release)
    line = f"Pythons: {', '.join(present.values())}"
    return f"{line}; not here: {', '.join(absent)}" if absent else line


def told() -> str:
    """Return the line that stands at the end of the tests."""
    wanted = {*recorded(), *required(os.environ.get(VARIABLE, ""))} - {OLDEST}
    return summary(here().values(), wanted)


def absence(snippet: Snippet, pythons: Pythons) -> str:
    """Return why no Python of this machine runs a program, and what to do; empty if one does."""
    try:
        pythons.chosen(snippet)
    except ProblemError as error:
        return " ".join(str(error).split())
    return ""
