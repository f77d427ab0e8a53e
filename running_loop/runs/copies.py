"""Copies: a folder of pages as a kernel may write into it."""

import shutil
from contextlib import suppress
from pathlib import Path


def copy(folder: Path, to: Path, above: frozenset[Path] = frozenset()) -> None:
    """Copy a folder with all that can be read in it; a link becomes what it leads to.

    Args:
        folder: What to copy; hidden entries are left out.
        to: The new folder; it must not exist.
        above: Folders that are being copied, into which a link may lead back.
    """
    to.mkdir(parents=True)
    seen = above | {folder.resolve()}
    for entry in folder.iterdir():
        if entry.name.startswith("."):
            continue
        # What cannot be read here cannot be read by a cell.
        with suppress(OSError):
            if entry.is_file():
                shutil.copy2(entry, to / entry.name)
            elif entry.is_dir() and entry.resolve() not in seen:
                copy(entry, to / entry.name, seen)
