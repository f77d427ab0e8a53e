"""Claims on folders: the system takes them back when their process ends, in whatever way."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Claim:
    """One process's claim on a folder; it goes with the folder where that is moved."""

    def __init__(self, folder: Path, *, waits: bool = False) -> None:
        """Claim a folder.

        Args:
            folder: The folder; it exists.
            waits: Whether to wait until nobody else claims it.

        Raises:
            BlockingIOError: Another claims it; not where `waits`.
        """
        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            self.end()
            raise
        except OSError:  # a file system without locks: who builds there builds alone
            pass

    def end(self) -> None:
        """Give the folder up, if it was not already."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Do something in a folder while nobody else does it there."""
    claim = Claim(folder, waits=True)
    try:
        yield
    finally:
        claim.end()


def is_claimed(folder: Path) -> bool:
    """Return whether a living process claims a folder."""
    with suppress(FileNotFoundError, NotADirectoryError):
        try:
            Claim(folder).end()
        except BlockingIOError:
            return True
    return False
