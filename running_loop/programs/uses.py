"""The files that a program uses: modules beside it that it imports, and what its header names."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from running_loop import source
from running_loop.programs import modules
from running_loop.programs.imports import imported


class OutsideError(OSError):
    """A file that lies, perhaps by a link, outside the folder that is to hold it."""


def local(
    program: Path, names: Iterable[str], declared: Iterable[str] = (), root: Path | None = None
) -> dict[str, bytes]:
    """Return the files beside a program that its run needs, by their paths relative to it.

    Args:
        program: The program's file.
        names: The modules that it imports.
        declared: Paths relative to the program's folder of what it reads and does not import.
        root: What all of them must lie in; the program's folder if it is not given.

    Raises:
        OutsideError: A file lies outside the root.
        OSError: A declared file cannot be read.
    """
    folder = program.parent
    found: dict[str, bytes] = {}
    waiting = [*(folder / name for name in declared), *_modules(folder, names)]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(folder).as_posix()
        if name in found or path == program:
            continue
        found[name] = contents(path, root or folder)
        if path.suffix == ".py":
            waiting.extend(_modules(folder, _imported(found[name])))
    return found


def contents(path: Path, root: Path) -> bytes:
    """Return what a file holds.

    Raises:
        OutsideError: It lies outside the root.
        OSError: It cannot be read.
    """
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise OutsideError(0, "lies outside", str(path))
    return source.data(path)


def foreign(names: Iterable[str], beside: Mapping[str, bytes]) -> frozenset[str]:
    """Return the modules that a program imports, itself or by a file beside it, from elsewhere.

    Those of the standard library are left out.

    Args:
        names: The modules that it imports itself.
        beside: Its files, as `local` returns them.
    """
    texts = {name: data for name, data in beside.items() if name.endswith(".py")}
    own = {name.partition("/")[0].removesuffix(".py") for name in texts}
    return frozenset(names).union(*map(_imported, texts.values())) - own - sys.stdlib_module_names


def _imported(module: bytes) -> frozenset[str]:
    return imported(module.decode("utf-8", "replace"))


def _modules(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        if _is_package(folder / name, name):
            yield from modules.files(folder / name)
        elif (folder / f"{name}.py").is_file():
            yield folder / f"{name}.py"


def _is_package(folder: Path, name: str) -> bool:
    if (folder / "__init__.py").is_file():
        return True
    is_plain = not folder.with_name(f"{name}.py").is_file() and folder.is_dir()
    # A folder without that file is a package only if there is no other of the name.
    return is_plain and not _is_elsewhere(name)


@cache
def _is_elsewhere(name: str) -> bool:
    return name in sys.stdlib_module_names or modules.is_regular(name)
