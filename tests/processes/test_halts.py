"""Halts: what is stopped goes on, and nothing else does."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from running_loop.processes.halts import halted, spread

MOST_LOOKS = 300
SLEEPER = "print('up', flush=True); import time; time.sleep(60)"


@pytest.fixture
def sleeper() -> Iterator[psutil.Process]:
    command = [sys.executable, "-c", SLEEPER]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        yield psutil.Process(process.pid)
        process.kill()


def comes_to(process: psutil.Process, *, is_stopped: bool) -> bool:
    """Return whether a process is stopped, or goes on, within a while: a signal takes its time."""
    for _ in range(MOST_LOOKS):
        if (process.status() == psutil.STATUS_STOPPED) == is_stopped:
            return True
        time.sleep(0.01)
    return False


def test_what_is_halted_goes_on_whatever_ends_the_block(sleeper: psutil.Process) -> None:
    def halt() -> None:
        with halted(lambda: [sleeper.pid]):
            assert comes_to(sleeper, is_stopped=True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        halt()
    assert comes_to(sleeper, is_stopped=False)


def test_what_fails_to_be_found_leaves_nothing_stopped(sleeper: psutil.Process) -> None:
    answers = [[sleeper.pid]]
    with pytest.raises(IndexError), halted(answers.pop):
        pytest.fail("began")
    assert comes_to(sleeper, is_stopped=False)


def test_what_was_stopped_before_stays_so(sleeper: psutil.Process) -> None:
    sleeper.send_signal(signal.SIGSTOP)
    assert comes_to(sleeper, is_stopped=True)
    with halted(lambda: [sleeper.pid]):
        pass
    assert not comes_to(sleeper, is_stopped=False)


def test_what_is_over_is_passed_over() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    with halted(lambda: [process.pid]):
        pass


def test_halts_stand_in_equal_parts_of_a_run() -> None:
    found = [halt.after for halt in spread(4.0, 4)]
    assert [int(after) for after in found] == [0, 1, 2, 3]
