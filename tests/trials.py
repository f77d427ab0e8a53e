"""What the site's programs print when they run again, many at a time as in a build.

One after another, each test would mostly wait for a program that sleeps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from running_loop.accepted import difference
from running_loop.accepted.output import Shelf, agree
from running_loop.processes import halts
from running_loop.runs import leaks
from running_loop.runs.guise import Guise
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import Job, Outcome, outcomes
from tests.pythons_here import SNIPPETS


@dataclass(frozen=True)
class Trial:
    """The runs of one program.

    Attributes:
        runs: What came of each, by when it ran.
        leaked: What it leaks and does not print, as a message; else empty.
    """

    runs: Mapping[str, Outcome]
    leaked: str

    def differs(self) -> str:
        """Return how the first two runs that disagree differ; else empty.

        What measures prints other figures in each run.
        """
        (one, first), *others = self.runs.items()
        if not isinstance(first, Recording):
            return str(first)
        for when, other in others:
            if not isinstance(other, Recording):
                return str(other)
            if not first.snippet.header.measures and not agree(first, other):
                return difference.shown(first.output, other.output, (one, when))
        return ""


def trials(jobs: Iterable[Job]) -> dict[str, Trial]:
    """Run each job twice, then stopped for a moment, then in Python's development mode.

    Returns:
        What came of it, by the names of the programs.
    """
    plain = {job.snippet.name: job for job in jobs}
    runs: dict[str, dict[str, Outcome]] = {name: {} for name in plain}
    for job, outcome in outcomes([replace(job) for job in plain.values() for _ in range(2)]):
        known = runs[job.snippet.name]
        known["again" if known else "one"] = outcome
    for job, outcome in outcomes(_halted(plain.values(), runs)):
        runs[job.snippet.name]["stopped for a moment"] = outcome
    leaked = _leaked(plain.values())
    return {name: Trial(runs[name], leaked.get(job.title, "")) for name, job in plain.items()}


def _halted(jobs: Iterable[Job], runs: Mapping[str, Mapping[str, Outcome]]) -> Iterable[Job]:
    for job in jobs:
        first = runs[job.snippet.name]["one"]
        if isinstance(first, Recording) and not job.snippet.header.measures:
            (halt,) = halts.spread(first.awake, 1)
            yield replace(job, guise=Guise(halt=halt))


def _leaked(jobs: Iterable[Job]) -> dict[str, str]:
    shelf = Shelf(SNIPPETS)
    told = {job.title: shelf.of(job.snippet).text(job.interpreter.series) or "" for job in jobs}
    return {title: str(leak) for title, leak in leaks.of(jobs, told)}
