import os
import sys
import textwrap
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import psutil
import pytest

from running_loop.processes import supervision
from running_loop.processes.halts import Halt
from running_loop.processes.supervision import Ended, Ending, Limits, stop_all, supervise
from running_loop.processes.turns import AT_ONCE, Turn
from tests.mini import inside

LIMIT = 64 * 1024
SLEEPER = "import time; time.sleep(60)"


def python(folder: Path, code: str, timeout: float = 10, halt: Halt | None = None) -> Ended:
    command = [sys.executable, "-u", "-c", textwrap.dedent(code)]
    limits = Limits(timeout, LIMIT, halt)
    return supervise(lambda: command, folder, {"PATH": os.environ["PATH"]}, limits)


def test_both_streams_come_in_the_order_printed(tmp_path: Path) -> None:
    code = """
        import sys
        for number in range(50):
            print(number, file=(sys.stdout, sys.stderr)[number % 2])
        """
    ended = python(tmp_path, code)
    assert ended.output.decode().split() == [str(number) for number in range(50)]
    assert (ended.ending, ended.status) == (Ending.EXITED, 0)


def test_the_status_is_the_one_of_the_program(tmp_path: Path) -> None:
    assert python(tmp_path, "raise SystemExit(7)").status == 7


def test_standard_input_is_empty(tmp_path: Path) -> None:
    assert python(tmp_path, "import sys; print(repr(sys.stdin.read()))").output == b"''\n"


def test_the_time_limit_ends_it_and_keeps_what_it_printed(tmp_path: Path) -> None:
    ended = python(tmp_path, f"print('here'); {SLEEPER}", timeout=1)
    assert (ended.ending, ended.output) == (Ending.OVERTIME, b"here\n")


def test_the_output_limit_ends_it(tmp_path: Path) -> None:
    ended = python(tmp_path, "while True: print('spam')", timeout=30)
    assert ended.ending is Ending.FLOODED
    assert len(ended.output) == LIMIT


@pytest.mark.parametrize(
    "options", ["", "start_new_session=True", "start_new_session=True, env={}"]
)
def test_what_it_started_is_killed(tmp_path: Path, options: str) -> None:
    code = f"""
        import subprocess, sys
        subprocess.Popen([sys.executable, "-c", {SLEEPER!r}], {options})
        print("started")
        """
    started = time.monotonic()
    ended = python(tmp_path, code)
    assert (ended.ending, ended.output) == (Ending.EXITED, b"started\n")
    assert inside(tmp_path) == []
    assert time.monotonic() - started < 30, "waited for a child that holds the pipe"


def test_stop_all_ends_what_runs(tmp_path: Path) -> None:
    ended: list[Ended] = []
    code = f"open('up', 'w').close(); {SLEEPER}"
    thread = threading.Thread(target=lambda: ended.append(python(tmp_path, code, timeout=50)))
    thread.start()
    deadline = time.monotonic() + 30
    while not (tmp_path / "up").exists():
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
    stop_all()
    thread.join(30)
    assert ended[0].status == -9
    assert inside(tmp_path) == []


def test_no_process_of_ours_is_hurt(tmp_path: Path) -> None:
    with psutil.Popen([sys.executable, "-c", SLEEPER]) as other:
        python(tmp_path, "print(1)")
        assert other.is_running()
        other.kill()


def test_a_command_is_made_when_its_turn_has_come(tmp_path: Path) -> None:
    made = threading.Event()

    def command() -> list[str]:
        made.set()
        return [sys.executable, "-c", "print('ran')"]

    with ThreadPoolExecutor(1) as threads, ExitStack() as turns:
        for _ in range(AT_ONCE):
            turns.enter_context(Turn())
        ended = threads.submit(supervise, command, tmp_path, {}, Limits(10, LIMIT))
        assert not made.wait(0.1)
        turns.close()
        assert ended.result(30).output == b"ran\n"


def test_stop_all_lets_nothing_begin_that_waits_for_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = threading.Event()

    class Noted(Turn):
        def __enter__(self) -> Self:
            waits.set()
            return super().__enter__()

    turns = [Turn().__enter__() for _ in range(AT_ONCE)]
    monkeypatch.setattr(supervision, "Turn", Noted)
    with ThreadPoolExecutor(1) as threads:
        begun = threads.submit(python, tmp_path, "open('begun', 'w')")
        assert waits.wait(30)
        stop_all()
        for turn in turns:
            turn.__exit__(None, None, None)
        with pytest.raises(CancelledError):
            begun.result(30)
    assert not (tmp_path / "begun").exists()


# Tells whether it was stopped; its ticks are as long as those of a machine with much to do.
TICKER = """
import time
longest, last = 0.0, time.monotonic()
for _ in range(150):
    time.sleep(0.01)
    longest, last = max(longest, time.monotonic() - last), time.monotonic()
print("stopped" if longest > 1.9 else longest, flush=True)
"""
LONG_HALT = Halt(0.1, 2.0)


@pytest.mark.parametrize(
    "options", ["", "start_new_session=True", "start_new_session=True, env={}", "process_group=0"]
)
def test_a_halt_stops_a_program_and_what_it_started(tmp_path: Path, options: str) -> None:
    code = (
        "import subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {TICKER!r}], {options})\n"
        f"{TICKER}\nchild.wait()\n"
    )
    ended = python(tmp_path, code, timeout=30, halt=LONG_HALT)
    assert ended.output.split() == [b"stopped"] * 2
    assert ended.waited is not None
    assert ended.halted is not None
    assert ended.waited < ended.halted < ended.duration


def test_a_program_that_ends_before_its_halt_is_not_halted(tmp_path: Path) -> None:
    ended = python(tmp_path, "import time; time.sleep(0.1)", halt=Halt(60))
    assert (ended.ending, ended.halted) == (Ending.EXITED, None)


def test_a_halt_is_not_counted_in_the_time_limit(tmp_path: Path) -> None:
    code = "import time; time.sleep(0.5); print('end')"
    ended = python(tmp_path, code, timeout=4, halt=Halt(0.1, 4.5))
    assert (ended.ending, ended.output) == (Ending.EXITED, b"end\n")


def test_a_program_that_stopped_itself_is_not_continued(tmp_path: Path) -> None:
    code = "import os, signal, time; time.sleep(0.2); os.kill(os.getpid(), signal.SIGSTOP)"
    ended = python(tmp_path, code, timeout=2, halt=Halt(1.0))
    assert ended.ending is Ending.OVERTIME
    assert inside(tmp_path) == []


def test_stop_all_ends_what_is_halted(tmp_path: Path) -> None:
    ended: list[Ended] = []
    halt = Halt(0.1, 300.0)
    thread = threading.Thread(
        target=lambda: ended.append(python(tmp_path, SLEEPER, timeout=50, halt=halt))
    )
    thread.start()
    deadline = time.monotonic() + 30
    while not any(psutil.Process(pid).status() == "stopped" for pid in inside(tmp_path)):
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)
    stop_all()
    thread.join(30)
    assert ended[0].status == -9
    assert inside(tmp_path) == []
