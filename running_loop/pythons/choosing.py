"""The Pythons of this machine: one of each series, found once and looked for again when it may pay.

A build that meets the same folders and files as the last starts no interpreter.
"""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from running_loop.english import listed
from running_loop.problem import Problem, ProblemError
from running_loop.programs import modules
from running_loop.programs.snippets import Snippet
from running_loop.pythons.finding import OLDEST, OWN, VARIABLE, Found, search
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.pythons.series import release
from running_loop.store import engine
from running_loop.store.key import Key
from running_loop.store.store import Store

INSTALL = "install one that fits, such as by uv or pyenv: the build finds it"
# What decides where the library looks.
VARIABLES = ("HOME", "PATH", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR", "XDG_DATA_HOME")


class Pythons:
    """The Pythons that programs run on, looked for when the first program needs them."""

    def __init__(self, store: Store) -> None:
        """Take the store that keeps what was found."""
        self._store = store
        self._all: tuple[Interpreter, ...] | None = None

    def take_over(self, other: "Pythons") -> None:
        """Take what was found in another process, with the same store."""
        self._all = other._all  # noqa: SLF001, it is one of us

    def suited(self, snippet: Snippet) -> list[Interpreter]:
        """Return the Pythons that a program runs on, the build's own first, then the newest.

        A program that needs packages or a server, or that measures, runs on the
        build's own alone: only there is what it needs. One that starts other
        Pythons runs on none if one of them is missing, unless it measures.

        Raises:
            ProblemError: RUNNING_LOOP_PYTHONS names what cannot be used.
        """
        if self._missing(snippet):
            return []
        candidates = self._found() if runs_anywhere(snippet) else (current(),)
        beside = tuple(self._beside(snippet))
        return [replace(item, beside=beside) for item in candidates if _admits(snippet, item)]

    def chosen(self, snippet: Snippet, *, may_lack: bool = False) -> list[Interpreter]:
        """Return the Pythons that a program runs on, as `suited` does.

        Args:
            snippet: The program.
            may_lack: Whether there may be none; else there is at least one.

        Raises:
            ProblemError: As `suited`; or there is none, or a package that the program needs is
                missing.
        """
        pythons = self.suited(snippet)
        if may_lack and not pythons:
            return []
        refusal = self._refusal(snippet, pythons)
        if refusal:
            raise ProblemError([refusal])
        return pythons

    def _refusal(self, snippet: Snippet, pythons: Sequence[Interpreter]) -> Problem | None:
        """Return why a program cannot run on the Pythons that suit it, or None if it can."""
        missing = self._missing(snippet)
        if missing:
            found = f"starts Python {listed(missing)}, which is not here"
            remedy = f"install it, or name it in {VARIABLE}"
            return Problem(snippet.place, found, remedy=remedy)
        if not pythons and runs_anywhere(snippet):
            found = f"needs Python {snippet.header.requires_python}, and none is here"
            return Problem(snippet.place, found, remedy=INSTALL)
        is_own = not pythons or pythons[0].executable == current().executable
        return current().refuses(snippet) if is_own else None

    def _beside(self, snippet: Snippet) -> list[Interpreter]:
        wanted = snippet.header.pythons
        return [python for python in self._found() if python.series in wanted] if wanted else []

    def _missing(self, snippet: Snippet) -> list[str]:
        """Return the series that a program starts, if it must have them and they are not here."""
        wanted = () if snippet.header.measures else snippet.header.pythons
        here = {python.series for python in self._beside(snippet)}
        return [series for series in wanted if series not in here]

    def _found(self) -> tuple[Interpreter, ...]:
        if self._all is None:
            others = found(self._store).interpreters
            newest_first = sorted(others, key=lambda item: release(item.version), reverse=True)
            self._all = (current(), *newest_first)
        return self._all


def runs_anywhere(snippet: Snippet) -> bool:
    """Return whether a program needs nothing but a Python."""
    header = snippet.header
    return not (
        header.dependencies
        or header.services
        or header.measures
        or any(map(modules.origins, snippet.imports))
    )


def found(store: Store) -> Found:
    """Return the Pythons of this machine, and tell the person at the terminal which are broken.

    Raises:
        ProblemError: RUNNING_LOOP_PYTHONS names what cannot be used.
    """
    setting = os.environ.get(VARIABLE, "").strip()
    if setting == OWN:
        return Found((), {})
    name = f"Pythons of {platform.node()}"
    last = store.last(name)
    if last and last[0].parts == _state(last[0].parts, setting):
        result = _load(last[1])
    else:
        result, watched = search(setting)
        key = Key(name, _state(dict.fromkeys(watched), setting))
        store.offer_last(key, asdict(result))
    for path, why in result.broken.items():
        click.echo(f"{path}: {why}; the build goes on without this Python", err=True)
    return result


def _load(held: Mapping[str, Any]) -> Found:
    read = [
        Interpreter(**{**item, "libraries": tuple(item["libraries"]), "beside": ()})
        for item in held["interpreters"]
    ]
    return Found(tuple(read), held["broken"])


def _state(names: Iterable[str], setting: str) -> dict[str, str]:
    """Return what a search depends on: settings, and the state of folders and files."""
    settings = {f"variable {name}": os.environ.get(name, "") for name in VARIABLES}
    engine_version = engine.version(engine.FINDING)
    own = {"setting": setting, "Python": current().build, "the engine": engine_version}
    paths = (name for name in names if name.startswith("path "))
    return {**settings, **own, **{name: _stamp(Path(name.removeprefix("path "))) for name in paths}}


def _stamp(path: Path) -> str:
    try:
        facts = path.stat()
    except OSError:
        return "missing"
    return f"{facts.st_mtime_ns} {facts.st_size}"


def _admits(snippet: Snippet, python: Interpreter) -> bool:
    # Without requires-python nobody said that a program is for so old a Python.
    named = bool(str(snippet.header.requires_python))
    return snippet.header.admits(python.version) and (python.series != OLDEST or named)
