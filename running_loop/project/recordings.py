"""The recordings of a site's programs: from the store, or made now."""

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from running_loop.accepted import review
from running_loop.accepted.output import Accepted, Shelf
from running_loop.accepted.verified import Verified, verified
from running_loop.problem import Problem, ProblemError, described, merged
from running_loop.programs.snippets import FOLDER, Snippet, load
from running_loop.pythons.choosing import Pythons, runs_anywhere
from running_loop.pythons.finding import OLDEST
from running_loop.pythons.interpreter import Interpreter
from running_loop.pythons.series import release
from running_loop.runs import keys, recording
from running_loop.runs.declared import problem
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import Job, outcomes
from running_loop.services import lending
from running_loop.store.key import Key
from running_loop.store.store import Store

CACHE = Path(".cache", "running-loop")
CACHE_VARIABLE = "RUNNING_LOOP_CACHE"


@dataclass(frozen=True)
class _Program:
    """A program, what it was accepted to print, and the Pythons that run it."""

    snippet: Snippet
    accepted: Accepted
    pythons: Sequence[Interpreter]


@dataclass(frozen=True)
class _Known:
    """A program on one Python; its key is known."""

    snippet: Snippet
    python: Interpreter
    key: Key

    @property
    def job(self) -> Job:
        return Job(self.snippet, self.python)


class Recordings:
    """The recordings of one folder of snippets.

    A program that did not change runs once on each Python.
    """

    def __init__(self, folder: Path, store: Store, own: Store | None = None) -> None:
        """Take where programs and earlier recordings are.

        Args:
            folder: The folder of snippets.
            store: The store of earlier recordings, which others may write.
            own: The store of all that is run, or put into pages as it is.
        """
        self.folder = folder
        self.store = store
        self.own = own or store
        self.pythons = Pythons(self.own)
        self._programs: dict[str, _Program] = {}
        self._made: dict[str, Recording] = {}
        self._shelf = Shelf(folder)
        self._series: set[str] = set()

    def make(self, names: Iterable[str], tell: Callable[[str], object] = lambda _: None) -> None:
        """Have a recording of each program named: run those that changed since their last.

        Args:
            names: The programs.
            tell: Is told the name of each program that ran when `drawn` knows its run,
                while others still run.

        Raises:
            ProblemError: Names each program that cannot run, did not end as its
                header says or printed what was not accepted. What ended as it
                should is kept.
        """
        self._shelf = Shelf(self.folder)
        programs, problems = self._load(dict.fromkeys(names))
        self._series = self._shelf.series - {OLDEST}
        known = self._known(programs)
        stale = {item.job.title: item for item in known if not self._recall(item)}
        problems += self._run(stale, tell) if stale else []
        problems += self._review(programs)
        if problems:
            raise ProblemError(merged(problems))

    def keys(self, jobs: Iterable[Job]) -> dict[str, Key]:
        """Return the keys under which the runs of jobs are to be kept, by the jobs' titles."""
        answers = _Answers()
        return {
            job.title: keys.of_snippet(job.snippet, job.interpreter, answers.of(job.snippet))
            for job in jobs
        }

    def keep(self, key: Key, made: Recording) -> None:
        """Keep a run under its key: the next build recalls it."""
        self.store.offer(key, made.dump(), made.duration)

    def forget(self, name: str) -> int:
        """Remove all recordings of a program, on each Python, or of cells; return how many.

        Args:
            name: The name of the program, or of the key of cells.

        Raises:
            OSError: They cannot be removed.
        """
        its_name = re.compile(rf"{re.escape(name)}( on Python [\d.]+)?")
        return sum(store.forget(its_name.fullmatch) for store in (self.store, self.own))

    def take_over(self, made: "Recordings") -> None:
        """Take what was made in another process, of the same folder and with the same stores."""
        self.store.take_over(made.store)
        self.own.take_over(made.own)
        self.pythons.take_over(made.pythons)
        self._programs, self._made = made._programs, made._made  # noqa: SLF001
        self._shelf, self._series = made._shelf, made._series  # noqa: SLF001

    def of(self, name: str) -> Verified:
        """Return what a program that `make` had printed on each Python.

        Raises:
            KeyError: `make` was not asked for it.
        """
        program = self._programs[name]
        series = self._series if runs_anywhere(program.snippet) else set()
        return verified(program.snippet, self._recorded(program), program.accepted, series)

    def drawn(self, name: str) -> Recording:
        """Return the run of a program whose timeline a page shows.

        Raises:
            KeyError: The program did not run in this build.
        """
        made = self._recorded(self._programs[name])
        if not made:
            raise KeyError(name)
        return made[0]

    def source(self, name: str) -> str | None:
        """Return the file of a program that `make` was asked for, as it ran; else None."""
        program = self._programs.get(name)
        return program.snippet.source if program else None

    def printed(self, name: str) -> dict[str, str]:
        """Return what a program that `make` had printed, by the series of the Python.

        Raises:
            KeyError: `make` was not asked for it.
        """
        versions = sorted(self.of(name).versions, key=lambda version: release(version.python))
        return {version.series: version.output for version in versions}

    def why(self, name: str) -> list[str]:
        """Return, in words, what changed since a program was last recorded; empty for nothing.

        Raises:
            ProblemError: The program cannot be run here.
        """
        programs, problems = self._load([name])
        if problems:
            raise ProblemError(problems)
        found = {item.python.series: self._changes(item.key) for item in self._known(programs)}
        if len({tuple(changes) for changes in found.values()}) == 1:
            return next(iter(found.values()))
        return [f"on Python {item}: {'; '.join(text)}" for item, text in found.items() if text]

    def _changes(self, key: Key) -> list[str]:
        last = self.store.last(key.name)
        if last is None:
            return ["it was never recorded"]
        is_gone = last[0] == key and self.store.get(key) is None
        return ["its recording was removed"] if is_gone else list(key.changes(last[0]))

    def _load(self, names: Iterable[str]) -> tuple[list[_Program], list[Problem]]:
        programs: list[_Program] = []
        problems: list[Problem] = []
        for name in names:
            try:
                programs.append(self._program(name))
            except ProblemError as error:
                problems.extend(error.problems)
            except OSError as error:
                problems.append(described(error, f"{FOLDER}/{name}"))
        self._programs |= {item.snippet.name: item for item in programs}
        return programs, problems

    def _program(self, name: str) -> _Program:
        snippet = load(self.folder, name)
        accepted = self._shelf.of(snippet)
        pythons = self.pythons.chosen(snippet, may_lack=accepted.is_enough)
        return _Program(snippet, accepted, pythons)

    def _known(self, programs: Iterable[_Program]) -> list[_Known]:
        jobs = [Job(item.snippet, python) for item in programs for python in item.pythons]
        keys = self.keys(jobs)
        return [_Known(job.snippet, job.interpreter, keys[job.title]) for job in jobs]

    def _run(self, stale: Mapping[str, _Known], tell: Callable[[str], object]) -> list[Problem]:
        problems: dict[str, Problem] = {}
        for job, outcome in outcomes([self._job(item) for item in stale.values()]):
            found = outcome if isinstance(outcome, Problem) else problem(outcome)
            if found:
                problems[job.title] = found
            elif isinstance(outcome, Recording):
                self._keep(stale[job.title], outcome)
                if self._programs[job.snippet.name].pythons[0] == job.interpreter:
                    tell(job.snippet.name)
        # Runs are over in any order; mistakes are told in the order of the pages, each
        # program's once: what is wrong on one Python is mostly wrong on all.
        first: dict[str, Problem] = {}
        for title in (title for title in stale if title in problems):
            first.setdefault(stale[title].snippet.name, problems[title])
        return list(first.values())

    def _review(self, programs: Iterable[_Program]) -> list[Problem]:
        """Compare what programs printed, now or in an earlier build, with what was accepted."""
        problems: list[Problem] = []
        for program in programs:
            wrong = list(review.faults(program.accepted))
            made = [] if wrong else self._recorded(program)
            found = (review.problem(item, program.accepted) for item in made)
            problems += wrong or [item for item in found if item][:1]
        return problems

    def _recorded(self, program: _Program) -> list[Recording]:
        titles = [Job(program.snippet, python).title for python in program.pythons]
        return [self._made[title] for title in titles if title in self._made]

    def _recall(self, item: _Known) -> bool:
        try:
            made = recording.load(item.snippet, self.store.get(item.key))
            if self.store.folder != self.own.folder:
                # Only builds that share recordings meet tapes that others wrote.
                from running_loop.timeline import events  # noqa: PLC0415

                events.check(made.tape)
        except ValueError:
            self._made.pop(item.job.title, None)
            return False
        self._made[item.job.title] = made
        return True

    def _job(self, item: _Known) -> Job:
        last = self.store.last(item.key.name)
        return Job(item.snippet, item.python, _duration(last[1]) if last else None)

    def _keep(self, item: _Known, made: Recording) -> None:
        self._made[item.job.title] = made
        self.keep(item.key, made)


def _duration(noted: object) -> float | None:
    """Return what was noted of a run, if it is a time in seconds: others may have written it."""
    return noted if isinstance(noted, float) and math.isfinite(noted) and noted >= 0 else None


class _Answers:
    """What would answer programs that need services; each asked once, and only if one does."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, snippet: Snippet) -> Mapping[str, str]:
        for name in snippet.header.services:
            if name not in self._known:
                self._known[name] = lending.identity(name)
        return self._known


def at(project: Path) -> Recordings:
    """Return the recordings of a project, the folder of its mkdocs.yml.

    They are kept in its `.cache/`, or in the folder that RUNNING_LOOP_CACHE
    names, which machines may share. All else stays in `.cache/`, sealed.
    """
    folder = os.environ.get(CACHE_VARIABLE)
    store = Store(Path(folder) if folder else project / CACHE)
    return Recordings(project / FOLDER, store, Store(project / CACHE, is_sealed=True))
