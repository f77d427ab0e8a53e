"""Two folders change places at once: there is no moment at which one of them is missing."""

import ctypes
import os
from pathlib import Path

HERE = -100  # AT_FDCWD of fcntl.h: a path is as the process sees it
EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h


def exchange(one: Path, other: Path) -> bool:
    """Have two folders change places, and return whether they did.

    Systems, kinds of file systems and mount points differ in what they can do.
    """
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE)
    return done == 0
