"""A warden: the parent of one server, which ends it when the build ends in whatever way.

It runs as `python warden.py FOLDER COMMAND...` and imports the standard library
alone. Its standard input is a pipe that the build holds open and writes nothing
to: the system closes it even if the build is killed.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path


def main(folder: Path, command: list[str]) -> int:
    """Run the command until it ends or the build does.

    When the build ends first, the command is killed and its folder removed: it
    holds nothing that is worth a slow end.

    Args:
        folder: The folder of the server.
        command: The program and its arguments.

    Returns:
        The exit status as a shell tells it: 128 and the number of the signal that ended it.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    server, ended = _start(command)
    try:
        ready, _, _ = select.select([sys.stdin, ended], [], [])
    finally:
        server.kill()
        status = server.wait()
    if sys.stdin in ready:
        shutil.rmtree(folder, ignore_errors=True)
    return status if status >= 0 else 128 - status


def _start(command: list[str]) -> tuple[subprocess.Popen[bytes], int]:
    """Return the server, and a file descriptor that can be read when it has ended."""
    ended, held = os.pipe()
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[held])
    os.close(held)
    return server, ended


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
