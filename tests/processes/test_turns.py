import subprocess
import sys
import threading

from running_loop.processes.turns import AT_ONCE, Turn

SLEEPER = "print('up', flush=True); import time; time.sleep(60)"
WORKER = "print('up', flush=True)\nwhile True: pass"


def held(turn: Turn, code: str, looks: int) -> bool:
    """Start a process, look at it some times, and return whether the turn was passed on."""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        pause = threading.Event()
        passed = any(turn.is_over(process.pid) or pause.wait(0.02) for _ in range(looks))
        process.kill()
    return not passed


def test_a_process_that_sleeps_passes_its_turn_on() -> None:
    with Turn() as turn:
        assert not held(turn, SLEEPER, looks=500)


def test_a_process_that_computes_keeps_its_turn() -> None:
    with Turn() as turn:
        assert held(turn, WORKER, looks=10)


def test_the_next_waits_until_a_turn_is_over() -> None:
    begun = threading.Event()

    def begin() -> None:
        with Turn():
            begun.set()

    turns = [Turn().__enter__() for _ in range(AT_ONCE)]
    next_one = threading.Thread(target=begin)
    next_one.start()
    assert not begun.wait(0.1)
    for turn in turns:
        turn.__exit__(None, None, None)
    assert begun.wait(30)
    next_one.join()
