"""Leftovers: what builds that were killed left in the folder for temporary files."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

PREFIX = "running-loop-"
END_TIMEOUT_S = 5.0
# The clock may have been set between the start of a process and the making of its folder.
CLOCK_MARGIN_S = 60.0


def prefix() -> str:
    """Return how the name of a temporary folder begins that this process makes."""
    return f"{PREFIX}{os.getpid()}-"


def remove() -> None:
    """End the processes and remove the folders of builds that are no more."""
    for folder in Path(tempfile.gettempdir()).resolve().glob(f"{PREFIX}*"):
        if _is_left(folder):
            _end_processes(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Return whether a folder is ours and the process that made it is over."""
    owner = folder.name.removeprefix(PREFIX).partition("-")[0]
    try:
        facts = folder.lstat()
        if facts.st_uid != os.getuid() or not owner.isdigit():
            return False
        # A process that is younger than the folder has inherited the owner's number.
        return facts.st_mtime < psutil.Process(int(owner)).create_time() - CLOCK_MARGIN_S
    except psutil.NoSuchProcess:
        return True
    except (OSError, OverflowError, psutil.Error):
        return False


def _end_processes(folder: Path) -> None:
    """End the processes whose command names the folder, as those in it do."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(str(folder) in word for word in process.cmdline()):
                process.kill()
                process.wait(END_TIMEOUT_S)
