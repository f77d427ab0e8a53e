"""What a recording depends on: the keys of programs and of a page's cells."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from packaging.requirements import Requirement

from running_loop import attachments, engine, files, packages
from running_loop.imports import imported
from running_loop.interpreters import Interpreter
from running_loop.key import Key, digest
from running_loop.page import Page
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
        **packages.parts(snippet.header.dependencies, snippet.imports),
        **{f"service {name}": services[name] for name in snippet.header.services},
    }
    return Key(f"{snippet.name} on Python {interpreter.series}", parts)


def of_cells(page: Page, cells: Sequence[Any], interpreter: Interpreter) -> Key:
    """Return the key of the outputs of a page's cells, which run in its folder.

    Args:
        page: The page.
        cells: The code cells, in the form of nbformat.
        interpreter: The Python of the kernel.

    Raises:
        ProblemError: A file that its front matter names cannot be read.
    """
    sources = [[cell.source, dict(cell.metadata)] for cell in cells]
    names = frozenset().union(*(imported(cell.source) for cell in cells))
    used = attachments.of(page, [cell.source for cell in cells])
    parts = {
        "the cells": digest(json.dumps(sources, sort_keys=True).encode()),
        "Python": interpreter.build,
        "the engine": engine.version(engine.CELLS),
        **{f"file {name}": digest(data) for name, data in used.items()},
        **packages.parts(KERNEL, files.foreign(names, used)),
    }
    return Key(cells_name(page.name), parts)


def cells_name(page: str) -> str:
    """Return the name of the key of the outputs of a page's cells."""
    return f"cells of {page}"
