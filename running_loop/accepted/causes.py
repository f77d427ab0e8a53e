"""Causes: what the output of a program depends on, if it prints something else elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from running_loop.accepted.output import agree
from running_loop.processes import halts
from running_loop.processes.machine import CORES
from running_loop.runs.guise import HALT, SEED, TRAITS, Guise, Trait
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import Job, outcomes

# Two seeds may happen to give one order, so there are several; 0 would turn randomness off.
FIRST_SEED, *OTHER_SEEDS = range(1, 7)
BASE = Guise(seed=FIRST_SEED)
BY_TRAIT = {Guise((name,), FIRST_SEED): trait for name, trait in TRAITS.items()}
BY_SEED = {Guise(seed=seed): SEED for seed in OTHER_SEEDS}
# One in each tenth of a run, so that no long wait is passed over.
HALTS = 10


def of(jobs: Iterable[Job]) -> Iterator[tuple[str, Sequence[Trait]]]:
    """Yield the title of each job whose dependence is found, with what its output depends on.

    Each runs again, with one thing at a time that is other than in a build: first it is
    stopped at some moments; if that changes nothing, each trait of a guise is tried, and
    at last other hash seeds. A job whose output differs with nothing other is passed over.
    """
    plain = {job.title: job for job in jobs}
    first: dict[str, Recording] = {}
    for title, _, run in _runs(plain.values(), lambda _: [BASE, BASE]):
        if not _are_alike(first.setdefault(title, run), run):
            plain.pop(title, None)
    plain = {title: job for title, job in plain.items() if title in first}
    # What depends on durations differs now and then for no other reason, so that comes first.
    by_halt = {title: _by_halt(run) for title, run in first.items()}
    for causes in (by_halt, dict.fromkeys(first, BY_TRAIT), dict.fromkeys(first, BY_SEED)):
        runs = list(_runs(plain.values(), causes.__getitem__))
        for title in list(plain):
            found = {
                causes[title][guise]: None
                for name, guise, run in runs
                if name == title and not _are_alike(first[title], run)
            }
            if found:
                plain.pop(title)
                yield title, tuple(found)


def _by_halt(first: Recording) -> dict[Guise, Trait]:
    return {replace(BASE, halt=halt): HALT for halt in halts.spread(first.awake, HALTS)}


def _runs(
    jobs: Iterable[Job], guises: Callable[[str], Iterable[Guise]]
) -> Iterator[tuple[str, Guise, Recording]]:
    tried = [replace(job, guise=guise) for job in jobs for guise in guises(job.title)]
    for job, outcome in outcomes(tried, CORES):
        if isinstance(outcome, Recording):
            yield job.title, job.guise, outcome


def _are_alike(one: Recording, other: Recording) -> bool:
    return one.status == other.status and agree(one, other)
