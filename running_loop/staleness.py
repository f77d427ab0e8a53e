"""What a recording depends on: the keys of programs and of a page's cells."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from running_loop import engine, files, packages
from running_loop.interpreters import Interpreter
from running_loop.key import Key, digest
from running_loop.snippets import Snippet

KERNEL = tuple(map(Requirement, ("ipykernel", "ipython", "nbclient")))


def of_snippet(snippet: Snippet, interpreter: Interpreter, services: Mapping[str, str]) -> Key:
    """Return the key of a program's recording.

    Args:
        snippet: The program.
        interpreter: The Python that is to run it.
        services: What would answer it, with its version, by the service's name.
    """
    parts = {
        "the program": digest(snippet.body.encode()),
        "its header": digest(repr(snippet.header).encode()),
        "Python": interpreter.build,
        **{f"Python {other.series}": other.build for other in interpreter.beside},
        "the engine": engine.version(),
        **{f"file {name}": digest(data) for name, data in snippet.files.items()},
        **_packages(_used(snippet)),
        **{f"service {name}": services[name] for name in snippet.header.services},
    }
    return Key(f"{snippet.name} on Python {interpreter.series}", parts)


def of_cells(page: str, folder: Path, cells: Sequence[Any], interpreter: Interpreter) -> Key:
    """Return the key of the outputs of a page's cells.

    Args:
        page: The page's name.
        folder: The folder in which the cells run.
        cells: The code cells, in the form of nbformat.
        interpreter: The Python of the kernel.
    """
    sources = [[cell.source, dict(cell.metadata)] for cell in cells]
    text = "\n".join(cell.source for cell in cells)
    used = files.local(folder / "page.md", text)
    parts = {
        "the cells": digest(json.dumps(sources, sort_keys=True).encode()),
        "Python": interpreter.build,
        "the engine": engine.version(engine.CELLS),
        **{f"file {name}": digest(data) for name, data in used.items()},
        **_packages((*KERNEL, *map(Requirement, packages.imported(text)))),
    }
    return Key(f"cells of {page}", parts)


def _used(snippet: Snippet) -> tuple[Requirement, ...]:
    """Return what a program declares, and what it imports all the same."""
    declared = snippet.header.dependencies
    return (*declared, *map(Requirement, packages.undeclared(snippet.body, declared)))


def _packages(requirements: tuple[Requirement, ...]) -> dict[str, str]:
    found = packages.closure(requirements)
    return {f"package {name}": version for name, version in found.items()}
