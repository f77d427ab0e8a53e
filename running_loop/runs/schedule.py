"""Which snippets run, many at a time, and what came of it."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass

from running_loop.problem import Problem, ProblemError, described
from running_loop.processes import leftovers, supervision
from running_loop.processes.machine import CORES
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter
from running_loop.runs import executors
from running_loop.runs.guise import PLAIN, Guise
from running_loop.runs.progress import Progress, shown
from running_loop.runs.recording import Recording
from running_loop.runs.runner import run
from running_loop.services.lending import Lending, lending
from running_loop.services.service import Lease, ServiceError

# Most programs sleep most of the time; how many compute at once is the matter of `turns`.
AT_ONCE = 16 * CORES


@dataclass(frozen=True)
class Job:
    """One run to make.

    Attributes:
        snippet: The program.
        interpreter: The Python that runs it.
        expected: What it took when it last ran, in seconds, or None.
        guise: What is other than in a build.
    """

    snippet: Snippet
    interpreter: Interpreter
    expected: float | None = None
    guise: Guise = PLAIN

    @property
    def title(self) -> str:
        """Which program it is, on which Python."""
        return f"{self.snippet.name} on Python {self.interpreter.series}"


Outcome = Recording | Problem
Runs = Callable[[Snippet, Interpreter, tuple[Lease, ...], Guise], Recording]


def outcomes(
    jobs: Iterable[Job], at_once: int = AT_ONCE
) -> Generator[tuple[Job, Outcome], None, None]:
    """Make runs, `at_once` at a time, and yield each job with what came of it, when it is over.

    Programs that need services begin first, then the longest. One whose header says
    `alone` runs with nothing beside it. A service starts when the first program
    asks for it, and is stopped at the end. A caller that stops listening ends
    what runs.
    """
    leftovers.remove()
    waiting = sorted(jobs, key=_order)
    expected = [(job.title, job.expected) for job in waiting]
    with shown(expected) as progress, lending() as services, _runs() as runs:
        for alone in (False, True):
            batch = [job for job in waiting if job.snippet.header.alone is alone]
            attempt = _Attempt(services, progress, runs)
            yield from _batch(batch, attempt, 1 if alone else at_once)


def run_all(
    snippets: Iterable[Snippet], interpreter: Interpreter, at_once: int = AT_ONCE
) -> list[Recording]:
    """Run snippets as `outcomes` does, and return their recordings in the order given.

    Raises:
        ProblemError: A service that a snippet needs does not answer, or the system refuses a run.
    """
    jobs = [Job(snippet, interpreter) for snippet in snippets]
    made: dict[int, Recording] = {}
    for job, outcome in outcomes(jobs, at_once):
        if isinstance(outcome, Problem):
            raise ProblemError([outcome])
        made[id(job)] = outcome
    return [made[id(job)] for job in jobs]


def run_alone(snippet: Snippet, interpreter: Interpreter) -> Recording:
    """Run one snippet and return its recording; the services it needs run as long as it does.

    Raises:
        ProblemError: As `run_all`.
    """
    (recording,) = run_all([snippet], interpreter, at_once=1)
    return recording


@dataclass(frozen=True)
class _Attempt:
    """Makes one run, with what it needs of the services."""

    services: Lending
    progress: Progress
    runs: Runs

    def __call__(self, job: Job) -> Outcome:
        self.progress.started(job.title)
        try:
            with self.services.lent(job.snippet.header.services) as leases:
                return self.runs(job.snippet, job.interpreter, tuple(leases), job.guise)
        except ServiceError as error:
            return error.problem(job.snippet.place)
        except OSError as error:
            return described(error, job.snippet.place)
        finally:
            self.progress.ended(job.title)


def _batch(jobs: list[Job], attempt: _Attempt, at_once: int) -> Iterator[tuple[Job, Outcome]]:
    with _threads(at_once, attempt.services) as threads:
        futures: Mapping[Future[Outcome], Job] = {threads.submit(attempt, job): job for job in jobs}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _order(job: Job) -> tuple[bool, float]:
    expected = job.snippet.header.timeout if job.expected is None else job.expected
    return not job.snippet.header.services, -expected


@contextmanager
def _threads(at_once: int, services: Lending) -> Iterator[ThreadPoolExecutor]:
    threads = ThreadPoolExecutor(at_once, thread_name_prefix="run")
    try:
        yield threads
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        supervision.stop_all()
        services.stop()
        raise
    finally:
        threads.shutdown(cancel_futures=True)


@contextmanager
def _runs() -> Iterator[Runs]:
    """Give the function that makes a run: here, or by the executor that is set."""
    setting = os.environ.get(executors.VARIABLE)
    if not setting:
        yield run
        return
    with executors.named(setting) as submit:
        yield lambda *what: submit(run, *what)
