"""What the outputs of a page's cells depend on."""

import json
from collections.abc import Sequence
from typing import Any

from packaging.requirements import Requirement

from running_loop.pages import attachments
from running_loop.pages.page import Page
from running_loop.programs import distributions, uses
from running_loop.programs.imports import imported
from running_loop.pythons.interpreter import Interpreter
from running_loop.store import engine
from running_loop.store.key import Key, digest

KERNEL = tuple(map(Requirement, ("ipykernel", "ipython", "nbclient")))


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
        **distributions.parts(KERNEL, uses.foreign(names, used)),
    }
    return Key(cells_name(page.name), parts)


def cells_name(page: str) -> str:
    """Return the name of the key of the outputs of a page's cells."""
    return f"cells of {page}"
