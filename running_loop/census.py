"""The census: every Python fence of every page runs, every program stands on a page."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import running_loop
from running_loop import packages, statements
from running_loop.fence import Fence
from running_loop.page import (
    FRONT_MATTER,
    Page,
    homes,
    programs,
    read,
)
from running_loop.problem import Problem, ProblemError
from running_loop.review import orphans
from running_loop.snippets import FOLDER, load, locate, names
from running_loop.sources import Sources, is_excluded_by_default

IMPORT = re.compile(r"(?m)^from running_loop import (.*)$")
EXECUTE = re.compile(r"^[ \t]*execute[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.IGNORECASE)


def problems(
    docs: Path, snippets: Path, is_excluded: Callable[[str], bool] = is_excluded_by_default
) -> list[Problem]:
    """Return all mistakes in the pages below `docs` and the programs below `snippets`.

    Args:
        docs: The folder of pages.
        snippets: The folder of programs.
        is_excluded: As that of `Sources`.
    """
    pages: list[Page] = []
    found: list[Problem] = []
    for name in Sources(docs, is_excluded).names():
        try:
            pages.append(read(docs, name))
        except ProblemError as error:
            found.extend(error.problems)
    for page in pages:
        found.extend(page_problems(page))
        found.extend(_missing_import(page))
    undeclared = (_undeclared(snippets, name) for name in names(snippets))
    return [
        *found,
        *unknown(pages, snippets),
        *unused(pages, snippets),
        *orphans(snippets),
        *(problem for problem in undeclared if problem),
    ]


def page_problems(page: Page) -> Iterator[Problem]:
    """Yield a page's mistakes: a wrong `execute`, and Python that nothing runs."""
    yield from _execute_problems(page)
    for fence in page.fences:
        if fence.is_python and fence not in page.cells:
            yield _unexecuted(page, fence)


def unknown(pages: Iterable[Page], snippets: Path) -> list[Problem]:
    """Return the mistakes of cells that name what cannot be placed, and of statements."""
    pages = list(pages)
    placed = homes(pages)
    known = frozenset(names(snippets))
    found = [problem for page in pages for problem in _unknown(page, snippets, known)]
    for name in dict.fromkeys(name for page in pages for name in page.statement_files):
        found += _statements(snippets, name, placed)
    return found


def unused(pages: Iterable[Page], snippets: Path) -> Iterator[Problem]:
    """Yield each program that no page places."""
    placed = frozenset(programs(pages))
    for name in names(snippets):
        if name not in placed:
            yield Problem(
                f"{FOLDER}/{name}",
                "no page places this program",
                remedy=f'place it in a cell of a page, snippet("{name}"), or delete the file',
            )


def _execute_problems(page: Page) -> Iterator[Problem]:
    match = FRONT_MATTER.match(page.text)
    for number, line in enumerate((match[0] if match else "").split("\n"), 1):
        setting = EXECUTE.match(line)
        if setting and line not in ("execute: true", "execute: false"):
            yield Problem(
                f"{page.place}:{number}",
                f"{line.strip()!r} does not execute the page",
                "exactly: execute: true",
                "write it in lower case, at the beginning of the line",
            )


def _unknown(page: Page, snippets: Path, known: Container[str]) -> Iterator[Problem]:
    for cell, calls in page.cells.items():
        for name in (name for call in calls or () for name in call.names.values()):
            if name in known:
                continue
            try:
                locate(snippets, name)
            except ProblemError as error:
                (problem,) = error.problems
                line = cell.line + 1 + cell.text[: cell.text.index(name)].count("\n")
                found = f"{problem.place} {problem.found}"
                yield replace(problem, place=f"{page.place}:{line}", found=found)


def _statements(snippets: Path, name: str, placed: Container[str]) -> list[Problem]:
    """Return the mistakes in a file of statements that are there before programs run."""
    try:
        rows = statements.load(snippets, name)
    except ProblemError as error:
        return list(error.problems)
    remedy = "place the program on a page, or name one that is"
    return [
        Problem(proof.place, f"no page places {FOLDER}/{proof.program}", remedy=remedy)
        for row in rows
        for proof in row.proofs
        if proof.program not in placed
    ]


def _missing_import(page: Page) -> Iterator[Problem]:
    """Yield what a notebook of the page would lack; the build needs no import."""
    imported: set[str] = set()
    for cell, calls in page.cells.items():
        for named in IMPORT.findall(cell.text):
            imported |= set(re.findall(r"\w+", named))
        if calls:
            for function in sorted(set(running_loop.__all__) - imported):
                if f"{function}(" in cell.text:
                    found = f"{function} is not imported, so the page fails as a notebook"
                    remedy = f"write into the first cell: from running_loop import {function}"
                    yield Problem(f"{page.place}:{cell.line}", found, remedy=remedy)
                    return


def _undeclared(snippets: Path, name: str) -> Problem | None:
    """Return the problem of a program that imports what its header does not name."""
    snippet = load(snippets, name)
    missing = packages.undeclared(snippet.body, snippet.header.dependencies)
    if not missing:
        return None
    found = f"imports {', '.join(missing)}, which its header does not name"
    named = ", ".join(f'"{item}"' for item in missing)
    remedy = f"write dependencies = [{named}] into its header"
    return Problem(snippet.place, found, remedy=remedy)


def _unexecuted(page: Page, fence: Fence) -> Problem:
    opening = f"{fence.marker}{fence.info}"
    place = f"{page.place}:{fence.line}"
    if not page.is_executed:
        remedy = "add execute: true to the front matter, or name another language, such as text"
        return Problem(place, f"{opening} on a page that is not executed", remedy=remedy)
    if fence.indent:
        found = f"{opening} inside a tab, a list or an admonition is not executed"
        remedy = "move it to the top level; for programs side by side use tabs({...})"
        return Problem(place, found, remedy=remedy)
    remedy = "open it with exactly ```python, or name another language, such as text"
    return Problem(place, f"{opening} is not executed", "```python", remedy)
