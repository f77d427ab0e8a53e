"""Moving a site into the folder of another: file by file, each of them whole at any time.

It serves where two folders cannot change places: a mount point, below a folder
that nobody may write, on file systems that cannot do it.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

# A file on its way from another file system.
ARRIVING = ".running-loop-arriving"


def move(source: Path, target: Path) -> frozenset[Path]:
    """Put each file below one folder in its place below another.

    Returns:
        The paths of the files, relative to either folder.

    Raises:
        OSError: A folder cannot be written; moving again goes on from there.
    """
    moved = frozenset(_files(source))
    for name in sorted(moved):
        _make_room(target, name)
        _place(source / name, target / name)
    return moved


def merge(source: Path, target: Path) -> None:
    """Move a file or folder to where it is missing; of a folder, what is missing in it.

    Raises:
        OSError: It cannot be moved at once, without a copy.
    """
    if not os.path.lexists(target):
        source.rename(target)
    elif _is_folder(source) and _is_folder(target):
        for entry in list(source.iterdir()):
            merge(entry, target / entry.name)


def remove(folder: Path, is_stale: Callable[[Path], bool]) -> None:
    """Remove the files of which a function says so by their relative paths, and empty folders."""
    stale = [name for name in _files(folder) if is_stale(name)]
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    emptied = {parent for name in stale for parent in name.parents if parent.parts}
    for parent in sorted(emptied, reverse=True):
        with suppress(OSError):  # there is more in it
            (folder / parent).rmdir()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the relative paths of the files and links below a folder."""
    for place, below, names in os.walk(folder):
        links = [name for name in below if Path(place, name).is_symlink()]
        yield from (Path(place, name).relative_to(folder) for name in (*names, *links))


def _make_room(folder: Path, name: Path) -> None:
    """Make the folders of a file; what is in its way and of another kind is removed."""
    for parent in reversed(name.parents):
        if os.path.lexists(folder / parent) and not _is_folder(folder / parent):
            (folder / parent).unlink()
        (folder / parent).mkdir(exist_ok=True)
    if _is_folder(folder / name):
        shutil.rmtree(folder / name)


def _place(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        arriving = target.with_name(ARRIVING)
        shutil.copy2(source, arriving, follow_symlinks=False)
        arriving.replace(target)
        source.unlink()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
