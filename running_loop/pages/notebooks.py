"""Pages that are read as notebooks, because a kernel runs some of their cells."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from running_loop.lines import split
from running_loop.pages.page import Page
from running_loop.problem import Problem


def needs_kernel(page: Page) -> bool:
    """Return whether a page has cells that do more than place programs."""
    return page.is_executed and not page.is_answered


def unrunnable(page: Page, docs: Path) -> Problem | None:
    """Return the problem of a page with cells that need a kernel and get none.

    Args:
        page: The page.
        docs: The folder of pages.
    """
    if not needs_kernel(page) or (page.path == docs / page.name and page.path.suffix == ".md"):
        return None
    line = next(cell.line for cell, placed in page.cells.items() if placed is None)
    found = "the cell needs a kernel, and only an .md file in the folder of pages gets one"
    remedy = f"write the page as a file in {docs.name}/, named .md"
    return Problem(f"{page.place}:{line}", found, remedy=remedy)


def problems(page: Page, docs: Path) -> Iterator[Problem]:
    """Yield why a page cannot be read as a notebook, if it needs a kernel; else as `unrunnable`."""
    if not needs_kernel(page):
        return
    problem = unrunnable(page, docs)
    yield from [problem] if problem else [*_unfit(page)] or _unreadable(page)


def _unfit(page: Page) -> Iterator[Problem]:
    if page.path.read_bytes().startswith(codecs.BOM_UTF8):
        found = "begins with a byte order mark, which a notebook takes for text"
        yield Problem(f"{page.place}:1", found, remedy="save the file without it")
    for number, line in enumerate(split(page.text), 1):
        if len(line.splitlines()) > 1:
            found = "holds a character that ends a line in a notebook alone"
            yield Problem(f"{page.place}:{number}", f"{found}: {line!r}", remedy="take it out")


def _unreadable(page: Page) -> Iterator[Problem]:
    # It takes long to import, and most sites have no page that needs it.
    import jupytext  # noqa: PLC0415

    try:
        jupytext.reads(page.text, fmt="md")
    except Exception as error:  # noqa: BLE001, it raises what the libraries below it do
        found = f"cannot be read as a notebook: {error}"
        yield Problem(page.place, found, remedy="see the front matter in docs/contributing.md")
