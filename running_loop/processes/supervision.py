"""Processes under supervision: bounded in time and output, nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import psutil

from running_loop.processes.confinement import confined
from running_loop.processes.halts import Halt, halted
from running_loop.processes.turns import Turn

MARK = "RUNNING_LOOP_RUN"
LAST_OUTPUT_S = 2.0
MOST_SWEEPS = 200
LOOK_S = 0.01
SWEEP_PAUSE_S = 0.01
# Elsewhere a process is said to run whatever it does.
TELLS_WHO_SLEEPS = sys.platform == "linux"

# The marks of what is under supervision now, each with the process that was started.
_living: dict[str, int] = {}


@dataclass
class _Stops:
    """How often everything was stopped, and whether nothing may begin any more."""

    total: int = 0
    is_last: bool = False


_stops = _Stops()


class Ending(Enum):
    """How a process ended."""

    EXITED = "exited"
    OVERTIME = "ran out of time"
    FLOODED = "printed too much"


@dataclass(frozen=True)
class Limits:
    """How long a process runs, how much it prints, and when it is halted.

    Attributes:
        timeout: Its time limit in seconds; a halt is not counted.
        most_output: Its output limit in bytes; what it prints beyond is cut.
        halt: When all its processes are stopped for a moment, or None for not at all.
    """

    timeout: float
    most_output: int
    halt: Halt | None = None


@dataclass(frozen=True)
class Ended:
    """A process that is over.

    Attributes:
        ending: How it ended.
        status: Its exit status; negative for the signal that ended it.
        output: Standard output and error in the order printed.
        duration: Seconds from start to end.
        waited: Seconds from its start until it waited for something, or None if it never did;
            about 0 where the system does not tell who sleeps.
        halted: Seconds from its start until it was halted, or None if it was not.
    """

    ending: Ending
    status: int
    output: bytes
    duration: float
    waited: float | None = None
    halted: float | None = None


def supervise(
    command: Callable[[], Sequence[str]],
    folder: Path,
    environment: Mapping[str, str],
    limits: Limits,
) -> Ended:
    """Run a command in a process group of its own and return how it ended.

    Args:
        command: Gives the program and its arguments, and is asked when its turn has come:
            if all that wait made theirs at once, none would begin before all are made.
        folder: Its working directory.
        environment: All its environment variables.
        limits: How long it runs, how much it prints, and when it is halted.

    Raises:
        CancelledError: `stop_all` was called before the command's turn came.
    """
    asked = _stops.total
    with Turn() as turn:
        if _stops.is_last or _stops.total != asked:
            raise CancelledError
        with _group(command(), folder, environment) as group:
            process = group.process
            if _stops.total != asked:  # while it was started
                _kill_group(process)
            watch = _Watch(group, limits.timeout, turn)
            reader = _Reader(process, limits.most_output)
            reader.start()
            watch.follow(limits.halt)
            duration, ended = watch.elapsed, watch.ended
    reader.finish()
    ending = Ending.FLOODED if reader.flooded else Ending.EXITED if ended else Ending.OVERTIME
    output, status = reader.output(), int(process.returncode)
    return Ended(ending, status, output, duration, watch.waited, watch.halted)


@contextmanager
def cleared(folder: Path) -> Iterator[dict[str, str]]:
    """Kill at the end what somebody else starts: with the variables given, or in the folder.

    Nor does it outlive `stop_all`.
    """
    mark = uuid.uuid4().hex
    before = frozenset(psutil.pids())
    _living[mark] = os.getpid()
    try:
        yield {MARK: mark}
    finally:
        _sweep(mark, folder, before)
        _living.pop(mark, None)


def stop_all() -> None:
    """Kill every process that is under supervision now, and what it started.

    Those that wait for their turn do not begin.
    """
    _stops.total += 1
    for mark in tuple(_living):
        _sweep(mark)


def stop_for_good() -> None:
    """Stop all, and let nothing begin any more: this process is about to end."""
    _stops.is_last = True
    stop_all()


@dataclass(frozen=True)
class _Group:
    """A process that was started, and what finds those that it starts."""

    process: psutil.Popen
    mark: str
    folder: Path
    before: Collection[int]

    def members(self) -> list[int]:
        """Return it and what it started, also what left its process group."""
        younger = _younger(self.mark, self.before)
        return [pid for pid in younger if self._holds(pid)]

    def _holds(self, pid: int) -> bool:
        with suppress(OSError):
            if os.getpgid(pid) == self.process.pid:
                return True
        return _is_stray(pid, self.mark, self.folder)


class _Watch:
    """Waits until a process ends or its time is over.

    Attributes:
        waited: When the process first waited for something, in seconds from its start, or None.
        halted: When it was halted, or None.
        ended: Whether it has ended.
    """

    def __init__(self, group: _Group, timeout: float, turn: Turn) -> None:
        self._group = group
        self._turn = turn
        self._started = time.monotonic()
        self._deadline = self._started + timeout
        self.waited: float | None = None
        self.halted: float | None = None
        self.ended = False

    @property
    def elapsed(self) -> float:
        """Seconds from the start of the process."""
        return time.monotonic() - self._started

    def follow(self, halt: Halt | None) -> None:
        """Wait, and halt the process on the way if that is asked for."""
        if self._comes_to_wait():
            self.waited = self.elapsed
            if halt and not self._ends_within(halt.after):
                self._halt(halt)
            self._ends_within(self._left)

    def _comes_to_wait(self) -> bool:
        """Return whether the process waits for something before it ends: Python has started."""
        while TELLS_WHO_SLEEPS and not self._turn.is_over(self._group.process.pid):
            if self._ends_within(LOOK_S) or not self._left:
                return False
        return True

    def _halt(self, halt: Halt) -> None:
        began, self.halted = time.monotonic(), self.elapsed
        with halted(self._group.members):
            self._ends_within(halt.duration)  # it may be killed
        self._deadline += time.monotonic() - began

    @property
    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def _ends_within(self, seconds: float) -> bool:
        with suppress(psutil.TimeoutExpired):
            self._group.process.wait(min(seconds, self._left))
            self.ended = True
        return self.ended


@contextmanager
def _group(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[_Group]:
    mark = uuid.uuid4().hex
    before = frozenset(psutil.pids())
    try:
        process = confined(lambda: _start(command, folder, {**environment, MARK: mark}))
        _living[mark] = process.pid
        try:
            yield _Group(process, mark, folder, before)
        finally:
            _kill_group(process)
            process.wait()
    finally:
        _sweep(mark, folder, before)
        _living.pop(mark, None)


def _start(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> psutil.Popen:
    # Unlike subprocess, it is told the end of a process, and does not look again and again.
    return psutil.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


class _Reader(threading.Thread):
    """Reads what a process prints until it ends or has printed too much."""

    def __init__(self, process: psutil.Popen, most: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._most = most
        self._chunks: list[bytes] = []
        self.flooded = False

    def run(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101, a pipe was asked for
        size = 0
        while chunk := os.read(stream.fileno(), 1 << 16):
            self._chunks.append(chunk)
            size += len(chunk)
            if size > self._most:
                self.flooded = True
                _kill_group(self._process)
                return

    def finish(self) -> None:
        self.join(LAST_OUTPUT_S)
        if self._process.stdout and not self.is_alive():
            self._process.stdout.close()

    def output(self) -> bytes:
        return b"".join(self._chunks)[: self._most]


def _kill_group(process: psutil.Popen) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _sweep(mark: str, folder: Path | None = None, before: Collection[int] = frozenset()) -> None:
    """Kill what left the process group: found by its environment or working directory.

    Processes that were there before the run are passed over, and those of other
    runs: to look at all of a machine's processes at the end of each run would
    cost more than the run.
    """
    for _ in range(MOST_SWEEPS):
        strays = [pid for pid in _younger(mark, before) if _is_stray(pid, mark, folder)]
        for pid in strays:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not strays:
            return
        # Waiting for them here would take the status of our own child away from it.
        time.sleep(SWEEP_PAUSE_S)


def _younger(mark: str, before: Collection[int]) -> list[int]:
    """Return the processes that were not there before a run, but for those of other runs."""
    known = {pid for other, pid in _living.copy().items() if other != mark}.union(before)
    return [pid for pid in psutil.pids() if pid not in known]


def _is_stray(pid: int, mark: str, folder: Path | None) -> bool:
    with suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        if process.environ().get(MARK) == mark:
            return True
        return folder is not None and Path(process.cwd()).is_relative_to(folder)
    return False
