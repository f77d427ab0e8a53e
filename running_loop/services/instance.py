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

import psutil

from running_loop.services import warden

PREFIX = "running-loop-service-"
STOP_TIMEOUT_S = 5.0
FAREWELL_S = 1.0
LOG_LINES = 8
SHELL_SIGNAL = 128
# Nothing else of the builder's environment is a server's business.
ALLOWED_NAMES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class Instance:
    """One server process, its folder, and its log; a warden ends it when the build ends."""

    def __init__(self) -> None:
        """Make the folder; remove what killed builds left beside it."""
        remove_leftovers(Path(tempfile.gettempdir()))
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")).resolve()
        self._log = self.folder / "log"
        self._warden: subprocess.Popen[bytes] | None = None

    def launch(self, command: Sequence[str], **environment: str) -> None:
        """Start the server; what it prints goes to its log.

        Args:
            command: The program and its arguments.
            environment: Variables to add to its small environment.
        """
        with self._log.open("wb") as log:
            self._warden = subprocess.Popen(
                [sys.executable, "-IS", warden.__file__, str(self.folder), *command],
                cwd=self.folder,
                env=self.environment() | environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def environment(self) -> dict[str, str]:
        """Return the environment variables of a program that works in the folder."""
        allowed = {name: os.environ[name] for name in ALLOWED_NAMES if name in os.environ}
        private = {"HOME": str(self.folder), "TMPDIR": str(self.folder)}
        return allowed | private | {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}

    def ending(self, seconds: float = FAREWELL_S) -> str | None:
        """Return how the server ended, or None if it still runs after some seconds."""
        assert self._warden is not None  # noqa: S101, only an instance that was launched ends
        try:
            status = self._warden.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return _ending(status)

    def log(self) -> str:
        """Return the last lines of the server's log."""
        with suppress(OSError):
            text = self._log.read_text(encoding="utf-8", errors="replace")
            return "\n".join(text.splitlines()[-LOG_LINES:])
        return ""

    def stop(self) -> None:
        """End the server and remove its folder."""
        if self._warden:
            self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def end(self) -> None:
        """End the server; its folder stays."""
        assert self._warden is not None  # noqa: S101, only an instance that was launched ends
        # Killed together, so that the warden does not remove the folder.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._warden.pid, signal.SIGKILL)
        self._warden.wait(STOP_TIMEOUT_S)
        if self._warden.stdin:
            self._warden.stdin.close()


def _ending(status: int) -> str:
    # The warden reports a signal that ended the server as a shell does.
    number = -status if status < 0 else status - SHELL_SIGNAL
    return f"signal {number}" if number > 0 else f"exit status {status}"


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def remove_leftovers(place: Path) -> None:
    """End the servers and remove the folders of builds that were killed."""
    for folder in place.glob(f"{PREFIX}*"):
        if _is_left(folder):
            _end_processes(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Return whether a folder is ours and the build that made it is over."""
    owner = folder.name.removeprefix(PREFIX).partition("-")[0]
    try:
        facts = folder.lstat()
        if facts.st_uid != os.getuid() or not owner.isdigit():
            return False
        # A process that is younger than the folder has inherited the owner's number.
        return facts.st_mtime < psutil.Process(int(owner)).create_time()
    except psutil.NoSuchProcess:
        return True
    except (OSError, psutil.Error):
        return False


def _end_processes(folder: Path) -> None:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(str(folder) in word for word in process.cmdline()):
                process.kill()
                process.wait(STOP_TIMEOUT_S)
