"""An instance: a server process of this build, in a temporary folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from running_loop.processes import leftovers
from running_loop.processes.environment import inherited
from running_loop.services import warden as warden_program

STOP_TIMEOUT_S = 5.0
FAREWELL_S = 1.0
LOG_LINES = 10
SHELL_SIGNAL = 128


class Instance:
    """One server process, its folder, and its log; a warden ends it when the build ends."""

    def __init__(self) -> None:
        """Make the folder."""
        self.folder = Path(tempfile.mkdtemp(prefix=leftovers.prefix())).resolve()
        self._log = self.folder / "log"
        self._warden: subprocess.Popen[bytes] | None = None

    def launch(self, command: Sequence[str], **environment: str) -> None:
        """Start the server, whose predecessor has ended; what it prints goes to its log.

        Args:
            command: The program and its arguments.
            environment: Variables to add to its small environment.
        """
        if self._warden:
            _dismiss(self._warden)
        with self._log.open("wb") as log:
            self._warden = subprocess.Popen(
                [sys.executable, "-IS", warden_program.__file__, str(self.folder), *command],
                cwd=self.folder,
                env=self.environment() | environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        """Return the environment variables of a program that works in the folder."""
        private = {"HOME": str(self.folder), "TMPDIR": str(self.folder)}
        return inherited() | private | {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

    def ending(self, seconds: float = FAREWELL_S) -> str | None:
        """Return how the server ended, `exit status 1` or `signal 9`, or None if it still runs.

        Args:
            seconds: How long to wait for its end.
        """
        assert self._warden is not None  # noqa: S101, only an instance that was launched ends
        try:
            status = self._warden.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return _ending(status)

    def log(self) -> str:
        """Return the last lines of the server's log; empty if there is none."""
        with suppress(OSError):
            text = self._log.read_text(encoding="utf-8", errors="replace")
            return "\n".join(text.splitlines()[-LOG_LINES:])
        return ""

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._warden:
            _dismiss(self._warden)
        shutil.rmtree(self.folder, ignore_errors=True)


def _dismiss(warden: subprocess.Popen[bytes]) -> None:
    """Let a warden end its server; end what a warden that was killed left behind."""
    if warden.stdin:
        warden.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        warden.wait(STOP_TIMEOUT_S)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(warden.pid, signal.SIGKILL)
    warden.wait()


def _ending(status: int) -> str:
    # The warden reports a signal that ended the server as a shell does.
    number = -status if status < 0 else status - SHELL_SIGNAL
    return f"signal {number}" if number > 0 else f"exit status {status}"


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
