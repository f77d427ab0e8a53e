"""The census: every Python fence of every page runs, every program stands on a page."""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import running_loop
from running_loop.accepted.review import orphans
from running_loop.fence import Fence
from running_loop.pages import addresses, attachments, notebooks, placement, statements
from running_loop.pages.page import FRONT_MATTER, SETTING, Page, homes, programs
from running_loop.problem import Problem, ProblemError
from running_loop.programs import distributions
from running_loop.programs.snippets import FOLDER, faults, load, locate, names
from running_loop.project.sources import Reading

EXECUTE = "execute"
WANTED = {EXECUTE: "execute the page", SETTING: "withhold the page's Markdown"}
EXACTLY = "write it in lower case, at the beginning of the line"
# Who writes them in another way believes in vain that a page is executed, or is not published.
SETTINGS = {
    re.compile(r"[ \t]*execute[ \t]*:.*", re.IGNORECASE): "execute",
    re.compile(r"[ \t]*published[ _-]?markdown[ \t]*:.*", re.IGNORECASE): SETTING,
}


def mistakes(reading: Reading, snippets: Path) -> list[Problem]:
    """Return what stops a build before programs run.

    Args:
        reading: The pages.
        snippets: The folder of programs.
    """
    found = list(reading.problems)
    for page in reading.pages:
        found += _page_problems(page)
        found += notebooks.problems(page, reading.docs)
    known = frozenset(names(snippets))
    for page in reading.pages:
        found += _unknown(page, snippets, known)
    return [*found, *_statements(reading, snippets), *faults(snippets), *orphans(snippets)]


def shortcomings(reading: Reading, snippets: Path) -> Iterator[Problem]:
    """Yield what stops no build, but is not as it should be; as `mistakes`."""
    for page in reading.pages:
        yield from _missing_import(page)
    if not reading.problems:  # a page that cannot be read may place any program
        yield from unused(reading.pages, snippets)
    yield from _undeclared(snippets)


def disproofs(snippets: Path, name: str, placed: Container[str]) -> list[Problem]:
    """Return the mistakes in a file of statements that are there before programs run.

    Args:
        snippets: The folder of programs.
        name: The name of the file.
        placed: The programs that pages place.
    """
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


def unused(pages: Iterable[Page], snippets: Path) -> Iterator[Problem]:
    """Yield each program that no page places, and that none of those placed uses."""
    placed = frozenset(programs(pages))
    left = [name for name in names(snippets) if name not in placed]
    helpers = _helpers(snippets, placed) if left else frozenset()
    for name in left:
        if name not in helpers:
            yield Problem(
                f"{FOLDER}/{name}",
                "no page places this program",
                remedy=f'place it in a cell of a page, snippet("{name}"), or delete the file',
            )


def _helpers(snippets: Path, users: Iterable[str]) -> frozenset[str]:
    """Return the names of the files that programs use."""
    found: set[str] = set()
    for name in users:
        with suppress(ProblemError):  # who runs the program will tell
            used = load(snippets, name).files
            found |= {posixpath.join(posixpath.dirname(name), file) for file in used}
    return frozenset(found)


def _page_problems(page: Page) -> Iterator[Problem]:
    """Yield a page's mistakes: in its front matter, in its cells, and Python that nothing runs."""
    yield from _setting_problems(page)
    yield from attachments.problems(page)
    yield from addresses.problems(page)
    yield from placement.problems(page)
    for fence in page.fences:
        if page.is_executed and not fence.is_closed:
            yield _unclosed(page, fence)
        if fence.is_python and fence not in page.cells:
            yield _unexecuted(page, fence)


def _setting_problems(page: Page) -> Iterator[Problem]:
    match = FRONT_MATTER.match(page.text)
    for number, line in enumerate((match[0] if match else "").split("\n"), 1):
        for pattern, name in SETTINGS.items():
            right = f"{name}: {str(name == EXECUTE).lower()}"
            if pattern.fullmatch(line) and line not in (f"{name}: true", f"{name}: false"):
                found = f"{line.strip()!r} does not {WANTED[name]}"
                yield Problem(f"{page.place}:{number}", found, f"exactly: {right}", EXACTLY)


def _unknown(page: Page, snippets: Path, known: Container[str]) -> Iterator[Problem]:
    for cell, calls in page.cells.items():
        places = placement.texts(cell)
        for call in calls or ():
            for name in (*call.names.values(), *filter(None, [call.statements])):
                line = places[name].pop(0) if len(places[name]) > 1 else places[name][0]
                if name in known:
                    continue
                try:
                    (statements.path_of if call.statements else locate)(snippets, name)
                except ProblemError as error:
                    (problem,) = error.problems
                    found = f"{problem.place} {problem.found}"
                    yield replace(problem, place=f"{page.place}:{line}", found=found)


def _statements(reading: Reading, snippets: Path) -> Iterator[Problem]:
    """Yield the mistakes in the files of statements that cells place."""
    # A page that cannot be read may place any program.
    placed = names(snippets) if reading.problems else homes(reading.pages)
    for name in dict.fromkeys(name for page in reading.pages for name in page.statement_files):
        with suppress(ProblemError):  # its cell is told of
            statements.path_of(snippets, name)
            yield from disproofs(snippets, name, placed)


def _missing_import(page: Page) -> Iterator[Problem]:
    """Yield what a notebook of the page would lack; the build needs no import."""
    imported = placement.imported(page)
    for cell, calls in page.cells.items():
        if calls:
            for function in sorted(set(running_loop.__all__) - imported):
                if f"{function}(" in cell.text:
                    found = f"{function} is not imported, so the page fails as a notebook"
                    remedy = f"write into the first cell: from running_loop import {function}"
                    yield Problem(f"{page.place}:{cell.line}", found, remedy=remedy)
                    return


def _undeclared(snippets: Path) -> Iterator[Problem]:
    """Yield the mistakes of programs that cannot be read, or import what they do not name."""
    told = {problem.place for problem in faults(snippets)}
    all_names = [name for name in names(snippets) if f"{FOLDER}/{name}" not in told]
    helpers = _helpers(snippets, all_names)
    for name in all_names:
        try:
            snippet = load(snippets, name)
        except ProblemError as error:
            yield from error.problems
            continue
        missing = distributions.undeclared(snippet.imports, snippet.header.dependencies)
        if missing and name not in helpers:
            found = f"imports {', '.join(missing)}, which its header does not name"
            named = ", ".join(f'"{item}"' for item in missing)
            remedy = f"write dependencies = [{named}] into its header"
            yield Problem(snippet.place, found, remedy=remedy)


def _unclosed(page: Page, fence: Fence) -> Problem:
    found = f"{fence.marker}{fence.info} is never closed, so the cells below it are none"
    remedy = f"close it with {fence.marker} in a line of its own"
    return Problem(f"{page.place}:{fence.line}", found, remedy=remedy)


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
