"""Halts: all processes of a program are stopped for a moment, as a busy machine may stop them.

Events come in the same order then; durations do not last as long as they did.
"""

import random
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

HALT_S = 0.25
# What is not found in so many looks starts processes faster than it can be stopped.
MOST_LOOKS = 20


@dataclass(frozen=True)
class Halt:
    """One stop in a run.

    Attributes:
        after: Seconds from when the program first waits for something; until then, Python starts.
        duration: Seconds for which it is stopped.
    """

    after: float
    duration: float = HALT_S


def spread(duration: float, count: int) -> list[Halt]:
    """Return halts at random moments, one in each of as many equal parts of a run.

    Args:
        duration: How long the run takes once it has first waited, in seconds.
        count: How many halts, one at least.
    """
    part = duration / count
    return [Halt(part * (number + random.random())) for number in range(count)]  # noqa: S311


@contextmanager
def halted(members: Callable[[], Collection[int]]) -> Iterator[None]:
    """Stop processes until the block is left, however that is.

    What was stopped before is not ours to continue.

    Args:
        members: Gives the processes; it is asked until none is new, for they start others.
    """
    stopped: list[psutil.Process] = []
    try:
        _stop(members, stopped)
        yield
    finally:
        for process in stopped:
            with suppress(psutil.Error):
                process.resume()


def _stop(members: Callable[[], Collection[int]], stopped: list[psutil.Process]) -> None:
    seen: set[int] = set()
    for _ in range(MOST_LOOKS):
        found = [pid for pid in members() if pid not in seen]
        if not found:
            return
        seen.update(found)
        for pid in found:
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                if process.status() != psutil.STATUS_STOPPED:
                    stopped.append(process)
                    process.suspend()
