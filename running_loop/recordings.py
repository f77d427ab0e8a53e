"""The recordings of a site's programs: from the store, or made now."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from running_loop import recording, review, staleness
from running_loop.accepted import Shelf, series_of
from running_loop.interpreters import current
from running_loop.key import Key
from running_loop.problem import Problem, ProblemError, merged
from running_loop.recording import Recording
from running_loop.schedule import Job, outcomes
from running_loop.snippets import FOLDER, Snippet, load
from running_loop.store import Store
from running_loop.verdict import problem

CACHE = Path(".cache", "running-loop")
CACHE_VARIABLE = "RUNNING_LOOP_CACHE"


@dataclass(frozen=True)
class _Known:
    """A program whose key is known."""

    snippet: Snippet
    key: Key


class Recordings:
    """The recordings of one folder of snippets; a program that did not change runs once."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Take the folder of snippets, and the store of earlier recordings."""
        self.folder = folder
        self.store = store
        self._made: dict[str, Recording] = {}

    def make(self, names: Iterable[str]) -> None:
        """Have a recording of each program named: run those that changed since their last.

        Raises:
            ProblemError: Names each program that cannot run, did not end as its
                header says or printed what was not accepted. What ended as it
                should is kept.
        """
        known, problems = self._load(dict.fromkeys(names))
        stale = {item.snippet.name: item for item in known if not self._recall(item)}
        problems += self._run(stale) if stale else []
        problems += self._review(known)
        if problems:
            raise ProblemError(merged(problems))

    def of(self, name: str) -> Recording:
        """Return the recording of a program that `make` had.

        Raises:
            KeyError: `make` was not asked for it.
        """
        return self._made[name]

    def printed(self, name: str) -> dict[str, str]:
        """Return what a program that `make` had printed, by the series of the Python.

        Raises:
            KeyError: `make` was not asked for it.
        """
        made = self.of(name)
        return {series_of(made.python): made.output}

    def why(self, name: str) -> list[str]:
        """Return, in words, what changed since a program was last recorded; empty for nothing.

        Raises:
            ProblemError: The program cannot be run here.
        """
        known, problems = self._load([name])
        if problems:
            raise ProblemError(problems)
        key = known[0].key
        last = self.store.last(key.name)
        return list(key.changes(last[0])) if last else ["it was never recorded"]

    def _load(self, names: Iterable[str]) -> tuple[list[_Known], list[Problem]]:
        known: list[_Known] = []
        problems: list[Problem] = []
        answers = _Answers()
        for name in names:
            try:
                snippet = load(self.folder, name)
            except ProblemError as error:
                problems.extend(error.problems)
                continue
            refusal = current().refuses(snippet)
            if refusal:
                problems.append(refusal)
            else:
                key = staleness.of_snippet(snippet, current(), answers.of(snippet))
                known.append(_Known(snippet, key))
        return known, problems

    def _run(self, stale: Mapping[str, _Known]) -> list[Problem]:
        problems: dict[str, Problem] = {}
        for job, outcome in outcomes([self._job(item) for item in stale.values()]):
            name = job.snippet.name
            found = outcome if isinstance(outcome, Problem) else problem(outcome)
            if found:
                problems[name] = found
            elif isinstance(outcome, Recording):
                self._keep(stale[name].key, outcome)
        # Runs are over in any order; mistakes are told in the order of the pages.
        return [problems[name] for name in stale if name in problems]

    def _review(self, known: Iterable[_Known]) -> list[Problem]:
        """Compare what programs printed, now or in an earlier build, with what was accepted."""
        problems: list[Problem] = []
        shelf = Shelf(self.folder)
        for name in (item.snippet.name for item in known if item.snippet.name in self._made):
            made = self._made[name]
            try:
                accepted = shelf.of(made.snippet)
            except ProblemError as error:
                problems.extend(error.problems)
                continue
            wrong = list(review.faults(accepted))
            found = None if wrong else review.problem(made, accepted)
            problems += [*wrong, *([found] if found else [])]
        return problems

    def _recall(self, item: _Known) -> bool:
        held = self.store.get(item.key)
        if held is None:
            return False
        self._made[item.snippet.name] = recording.load(item.snippet, held)
        return True

    def _job(self, item: _Known) -> Job:
        last = self.store.last(item.key.name)
        return Job(item.snippet, current(), last[1]["duration"] if last else None)

    def _keep(self, key: Key, made: Recording) -> None:
        self._made[made.snippet.name] = made
        self.store.offer(key, made.dump())


class _Answers:
    """What would answer programs that need services; asked once, and only if one does."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, snippet: Snippet) -> Mapping[str, str]:
        for name in snippet.header.services:
            if name not in self._known:
                # Its client is imported only where a program needs a database.
                from running_loop.services import mysql  # noqa: PLC0415

                self._known[name] = mysql.identity()
        return self._known


def at(project: Path) -> Recordings:
    """Return the recordings of a project, the folder of its mkdocs.yml.

    They are kept in its `.cache/`, or in the folder that RUNNING_LOOP_CACHE
    names, which machines may share.
    """
    folder = os.environ.get(CACHE_VARIABLE)
    return Recordings(project / FOLDER, Store(Path(folder) if folder else project / CACHE))
