"""The foreground: one program that stands in for this process, and never outlives it."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

# Those that ask a process to end, and those that would end it because it does not expect them.
PASSED_ON = (
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
)
BY_TERMINAL = {signal.SIGINT, signal.SIGQUIT}
PR_SET_PDEATHSIG = 1


def run(command: Sequence[str]) -> int:
    """Run a command to its end and return its status, negative for the signal that ended it.

    Signals that come meanwhile are the command's: it may clean up, or pay no heed. If this
    process is killed, which it cannot pass on, Linux kills the command too.
    """
    # A terminal lets one group read, and sends its signals to all of that group. Where there is
    # none, a group of its own keeps the command from getting a signal to our group twice.
    at_terminal = os.isatty(0)
    relay = _Relay(BY_TERMINAL if at_terminal else ())
    with (
        _handled(relay),
        subprocess.Popen(
            command,
            process_group=None if at_terminal else 0,
            preexec_fn=_bound(),  # noqa: PLW1509, this process has one thread
        ) as process,
    ):
        relay.attach(process)
        return process.wait()


class _Relay:
    """Passes signals on to a process, those that come before it is there as soon as it is."""

    def __init__(self, kept: Sequence[int] | set[signal.Signals]) -> None:
        self._kept = kept
        self._early: list[int] = []
        self._process: subprocess.Popen[bytes] | None = None

    def attach(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        for number in self._early:
            process.send_signal(number)

    def __call__(self, number: int, _: object) -> None:
        if number in self._kept:
            return
        if self._process is None:
            self._early.append(number)
        else:
            self._process.send_signal(number)


@contextmanager
def _handled(relay: _Relay) -> Iterator[None]:
    """Give signals to a relay; one that is ignored stays so, here and in the command."""
    before = {number: signal.getsignal(number) for number in PASSED_ON}
    heard = {number: old for number, old in before.items() if old not in {signal.SIG_IGN, None}}
    for number in heard:
        signal.signal(number, relay)
    try:
        yield
    finally:
        for number, old in heard.items():
            signal.signal(number, old)


def _bound() -> Callable[[], None] | None:
    """Return what has Linux kill a process with its parent, called in that process."""
    if sys.platform != "linux":
        return None
    control, parent = ctypes.CDLL(None).prctl, os.getpid()

    def bind() -> None:
        control(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return bind
