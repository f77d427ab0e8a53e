"""Which snippets run, many at a time, and what came of it."""

import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from running_loop import leftovers, processes
from running_loop.interpreters import Interpreter, current
from running_loop.problem import Problem, ProblemError, merged
from running_loop.recording import Recording
from running_loop.runner import run
from running_loop.services.lending import Lending, lending
from running_loop.services.service import ServiceError
from running_loop.snippets import Snippet, load
from running_loop.verdict import problem

# Most programs sleep most of the time.
AT_ONCE = 2 * (os.cpu_count() or 1)


class Recordings:
    """The recordings of one folder of snippets; a program that is unchanged runs once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of snippets."""
        self.folder = folder
        self._kept: dict[str, Recording] = {}

    def make(self, names: Iterable[str]) -> None:
        """Run all programs named that have no recording yet, or have changed since.

        Raises:
            ProblemError: Names each program that cannot run or did not end as
                its header says. The recordings of the others are kept.
        """
        snippets, problems = self._load(names)
        stale = [snippet for snippet in snippets if self._is_stale(snippet)]
        for snippet, outcome in attempts(stale, current()):
            found = outcome if isinstance(outcome, Problem) else problem(outcome)
            if found:
                problems.append(found)
            elif isinstance(outcome, Recording):
                self._kept[snippet.name] = outcome
        if problems:
            raise ProblemError(merged(problems))

    def of(self, name: str) -> Recording:
        """Return the recording of a program, which runs now if it must.

        Raises:
            ProblemError: As `make`.
        """
        self.make([name])
        return self._kept[name]

    def _load(self, names: Iterable[str]) -> tuple[list[Snippet], list[Problem]]:
        snippets: list[Snippet] = []
        problems: list[Problem] = []
        for name in dict.fromkeys(names):
            try:
                snippet = load(self.folder, name)
                refusal = current().refuses(snippet)
            except ProblemError as error:
                problems.extend(error.problems)
                continue
            if refusal:
                problems.append(refusal)
            else:
                snippets.append(snippet)
        return snippets, problems

    def _is_stale(self, snippet: Snippet) -> bool:
        kept = self._kept.get(snippet.name)
        return kept is None or kept.snippet != snippet


def run_all(
    snippets: Iterable[Snippet], interpreter: Interpreter, at_once: int = AT_ONCE
) -> Generator[tuple[Snippet, Recording], None, None]:
    """Run snippets as `attempts` does, and yield each with its recording, in order.

    Raises:
        ProblemError: A service that a snippet needs does not answer.
    """
    for snippet, outcome in attempts(snippets, interpreter, at_once):
        if isinstance(outcome, Problem):
            raise ProblemError([outcome])
        yield snippet, outcome


def run_alone(snippet: Snippet, interpreter: Interpreter) -> Recording:
    """Run one snippet and return its recording; the services it needs run as long as it does.

    Raises:
        ProblemError: A service that the snippet needs does not answer.
    """
    ((_, recording),) = run_all([snippet], interpreter, at_once=1)
    return recording


def attempts(
    snippets: Iterable[Snippet], interpreter: Interpreter, at_once: int = AT_ONCE
) -> Generator[tuple[Snippet, Recording | Problem], None, None]:
    """Run snippets, `at_once` at a time, and yield each with what came of it, in order.

    The services that they need are started before, and stopped at the end.
    """
    leftovers.remove()
    waiting = list(snippets)
    needed = [name for snippet in waiting for name in snippet.header.services]
    with lending(needed) as services, _executor(at_once) as executor:
        runs = [executor.submit(_attempt, snippet, interpreter, services) for snippet in waiting]
        for snippet, future in zip(waiting, runs, strict=True):
            yield snippet, future.result()


def _attempt(snippet: Snippet, interpreter: Interpreter, services: Lending) -> Recording | Problem:
    try:
        with services.lent(snippet.header.services) as leases:
            return run(snippet, interpreter, leases)
    except ServiceError as error:
        return error.problem(snippet.place)


@contextmanager
def _executor(at_once: int) -> Iterator[ThreadPoolExecutor]:
    executor = ThreadPoolExecutor(at_once, thread_name_prefix="run")
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        processes.stop_all()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
