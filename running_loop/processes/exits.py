"""Exits: waiting for the end of a process without looking again and again."""

import os
import select
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def exit_of(process: subprocess.Popen[bytes]) -> Iterator[Callable[[float], bool]]:
    """Give a function that waits some seconds and returns whether the process has ended.

    Linux tells the end of a process at once; elsewhere Popen looks again and again.
    """
    try:
        end = os.pidfd_open(process.pid)
    except (AttributeError, OSError):
        yield lambda seconds: _waited(process, seconds)
        return
    poll = select.poll()
    poll.register(end, select.POLLIN)
    try:
        yield lambda seconds: bool(poll.poll(seconds * 1000)) and _waited(process)
    finally:
        os.close(end)


def _waited(process: subprocess.Popen[bytes], seconds: float | None = None) -> bool:
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
        return True
    return False
