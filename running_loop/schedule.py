"""Which snippets run, many at a time, and what came of it."""

import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from running_loop import processes
from running_loop.interpreters import Interpreter, current
from running_loop.problem import Problem, ProblemError
from running_loop.recording import Recording
from running_loop.runner import run
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
        for snippet, recording in run_all(stale, current()):
            found = problem(recording)
            if found:
                problems.append(found)
            else:
                self._kept[snippet.name] = recording
        if problems:
            raise ProblemError(problems)

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
    """Run snippets, `at_once` at a time, and yield each with its recording, in order."""
    with _executor(at_once) as executor:
        runs = [(snippet, executor.submit(run, snippet, interpreter)) for snippet in snippets]
        for snippet, future in runs:
            yield snippet, future.result()


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
