"""The files that a program uses: modules beside it that it imports, and what its header names."""

import re
from collections.abc import Iterator
from pathlib import Path

from running_loop.source import data

IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)", re.MULTILINE)


def local(program: Path, source: str, declared: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return the files beside a program that its run needs, by their paths relative to it.

    Args:
        program: The program's file.
        source: Its text.
        declared: Paths relative to the program's folder that its header names.

    Raises:
        OSError: A declared file cannot be read.
    """
    folder = program.parent
    found: dict[str, bytes] = {}
    waiting = [*(folder / name for name in declared), *_modules(folder, source)]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(folder).as_posix()
        if name in found or path == program:
            continue
        found[name] = data(path)
        if path.suffix == ".py":
            waiting.extend(_modules(folder, found[name].decode("utf-8", "replace")))
    return found


def imports(source: str) -> Iterator[str]:
    """Yield the top-level names that a text of Python imports; a few may be none of its imports."""
    for match in IMPORT.finditer(source):
        for name in match[1].split(","):
            yield name.strip().partition(".")[0]


def _modules(folder: Path, source: str) -> Iterator[Path]:
    for name in imports(source):
        if (folder / f"{name}.py").is_file():
            yield folder / f"{name}.py"
        elif name and (folder / name / "__init__.py").is_file():
            yield from sorted((folder / name).rglob("*.py"))
