"""Trials: a program runs several times in different surroundings, and must print the same."""

import math
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from running_loop.accepted import causes, difference
from running_loop.accepted.output import agree, like, normalised
from running_loop.problem import Problem
from running_loop.processes import halts
from running_loop.processes.machine import CORES
from running_loop.runs import declared, leaks
from running_loop.runs.guise import ELSEWHERE, PLAIN, Guise, Trait
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import AT_ONCE, Job, Outcome, outcomes

# Ends when its input does, so it does not outlive the command however that ends.
BUSY = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0))).start()
while True:
    pass
"""


@dataclass(frozen=True)
class Surroundings:
    """What goes on while programs run.

    Attributes:
        name: What a message calls it.
        at_once: How many programs run at a time.
        copies: How often each of them runs.
        is_loaded: Whether something else keeps every core busy.
        is_halting: Whether each run is stopped once for a quarter of a second.
        guise: What of the machine, the user and the day is other.
    """

    name: str
    at_once: int = 1
    copies: int = 1
    is_loaded: bool = False
    is_halting: bool = False
    guise: Guise = PLAIN

    def guises(self, first: Recording | None) -> list[Guise]:
        """Return the guises of a program's runs.

        Args:
            first: Its first recording, whose length tells when to halt; None if there is none yet.
        """
        if first is None or not self.is_halting:
            return [self.guise] * self.copies
        return [replace(self.guise, halt=halt) for halt in halts.spread(first.awake, self.copies)]


ALONE = Surroundings("with nothing beside it")
LOADED = Surroundings("beside a load on every core", CORES, is_loaded=True)
# Each run has other hashes, and two of them are often in the same order.
AWAY = Surroundings(
    "as another user, on another machine and day",
    4 * CORES,
    copies=2,
    is_halting=True,
    guise=ELSEWHERE,
)
AWAY_ALONE = replace(AWAY, at_once=1, copies=1)
HALTED_ALONE = replace(ALONE, is_halting=True)


class Trials:
    """The runs of some jobs; a job leaves the trials with its first mistake.

    Attributes:
        jobs: The jobs.
        agreed: The first recording of each job whose runs agree so far, by its title.
        problems: What was wrong with the others, by their titles.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        """Take the jobs."""
        self.agreed: dict[str, Recording] = {}
        self.problems: dict[str, Problem] = {}
        self.jobs = jobs
        self._dependent: list[Job] = []

    def run(self) -> None:
        """Run the jobs alone, many at once, beside a load, elsewhere and in development mode.

        Those that ask for it run with nothing beside them. Some runs of each are stopped once.
        """
        shared = [job for job in self.jobs if not job.snippet.header.alone]
        crowd = math.ceil(AT_ONCE / len(shared)) if shared else 1
        many = Surroundings("with many at once", AT_ONCE, crowd, is_halting=True)
        for around in (ALONE, many, LOADED, AWAY):
            self._run(shared, around)
        for around in (ALONE, HALTED_ALONE, AWAY_ALONE):
            self._run([job for job in self.jobs if job.snippet.header.alone], around)
        told = {title: made.output for title, made in self.agreed.items()}
        for title, leak in leaks.of([job for job in self.jobs if job.title in told], told):
            self._leave(title, leak)
        for title, found in causes.of(self._dependent):
            self.problems[title] = _explained(self.problems[title], found)

    def _run(self, jobs: Sequence[Job], around: Surroundings) -> None:
        guised = [
            replace(job, guise=guise)
            for job in jobs
            if job.title not in self.problems
            for guise in around.guises(self.agreed.get(job.title))
        ]
        if not guised:
            return
        with _load(CORES if around.is_loaded else 0):
            for job, outcome in outcomes(guised, around.at_once):
                found = self._problem(job, outcome, around)
                if found:
                    self._leave(job.title, found)

    def _leave(self, title: str, found: Problem) -> None:
        self.problems.setdefault(title, found)
        self.agreed.pop(title, None)

    def _problem(self, job: Job, outcome: Outcome, around: Surroundings) -> Problem | None:
        if isinstance(outcome, Problem):
            return outcome
        if job.title in self.problems:
            return None
        found = declared.problem(outcome)
        if not found:
            first = self.agreed.setdefault(job.title, outcome)
            if agree(first, outcome):
                return None
            found = _unstable(first, outcome, around)
        elif job.guise == PLAIN:
            return found
        self._dependent.append(job)
        return _timed(found, outcome)


def _unstable(first: Recording, other: Recording, around: Surroundings) -> Problem:
    snippet = first.snippet
    old = normalised(first.output)
    new = like(other, old)
    return Problem(
        snippet.place,
        f"printed something else {around.name} than in its first run, on Python {first.python}",
        "the same output in every run",
        _remedy(old, new),
        difference=difference.shown(old, new, ("first run", around.name)),
    )


def _timed(problem: Problem, made: Recording) -> Problem:
    """Return a problem that tells when the run was stopped, if it was."""
    if made.halted is None:
        return problem
    when = f"when it was stopped for {halts.HALT_S:g} s, {made.halted:.2f} s after it began"
    return replace(problem, found=f"{problem.found}, {when}")


def _explained(problem: Problem, found: Sequence[Trait]) -> Problem:
    """Return a problem that names what a program depends on, as far as that was found."""
    if not found:
        return problem
    dependence = " and on ".join(trait.cause for trait in found)
    remedy = "; ".join(trait.remedy for trait in found)
    return replace(problem, found=f"{problem.found}: it depends on {dependence}", remedy=remedy)


def _remedy(old: str, new: str) -> str:
    moved = difference.moved(old, new)
    if moved:
        group = f"any-order = [[{moved[0]}, {moved[1]}]]"
        return f"make the order certain, or, if it is free, write {group} into its header"
    return (
        "print only what is the same in every run; a program that needs the machine for itself"
        " says alone = true in its header, one whose figures are its point says measures = true"
    )


@contextmanager
def _load(processes: int) -> Iterator[None]:
    """Keep as many cores busy as there are processes."""
    command = [sys.executable, "-S", "-c", BUSY]
    busy = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(processes)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.communicate()
