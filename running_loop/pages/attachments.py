"""The files beside a page that its cells use: modules, what cells name, and what `files:` names."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from running_loop.pages.page import Page
from running_loop.problem import Problem, ProblemError
from running_loop.programs import uses
from running_loop.programs.imports import imported

KEY = "files"
QUOTED = re.compile(r"""["']([^"'\n\\]+)["']""")
EXPECTED = "a list of paths beside the page, such as [data.csv]"
REMEDY = "see the front matter in docs/contributing.md"


def of(page: Page, cells: Iterable[str]) -> dict[str, bytes]:
    """Return the files that the cells of a page use, by their paths beside it.

    Args:
        page: The page.
        cells: The texts of its cells.

    Raises:
        ProblemError: A file that the front matter names cannot be read.
    """
    wrong = list(problems(page))
    if wrong:
        raise ProblemError(wrong)
    texts = list(cells)
    names = {name for text in texts for name in imported(text)}
    declared = [*page.meta.get(KEY, ()), *_quoted(page, texts)]
    return uses.local(page.path, names, declared, _docs(page))


def problems(page: Page) -> Iterator[Problem]:
    """Yield what is wrong with the files that the front matter of a page names."""
    declared = page.meta.get(KEY, [])
    if not isinstance(declared, list) or not all(map(_is_beside, declared)):
        found = f"{KEY}: {declared!r} names what is not beside the page"
        yield Problem(_place(page, KEY), found, EXPECTED, REMEDY)
        return
    for name in declared:
        if found := _fault(page, name):
            yield Problem(
                _place(page, name), found, EXPECTED, f"add the file, or take it out of {KEY}"
            )


def _quoted(page: Page, cells: Iterable[str]) -> Iterator[str]:
    """Yield the files beside a page whose paths stand in its cells as texts."""
    for name in {match[1] for text in cells for match in QUOTED.finditer(text)}:
        if _is_beside(name) and not _fault(page, name):
            yield name


def _fault(page: Page, name: str) -> str:
    try:
        uses.contents(page.path.parent / name, _docs(page))
    except uses.OutsideError:
        return f"needs {name}, which leads out of {_docs(page).name}/"
    except OSError as error:
        return f"needs {name}, which cannot be read: {error.strerror}"
    return ""


def _docs(page: Page) -> Path:
    """Return the folder of pages."""
    return page.path.parents[page.name.count("/")]


def _is_beside(name: Any) -> bool:  # noqa: ANN401, what YAML can hold
    parts = PurePosixPath(name).parts if isinstance(name, str) and "\0" not in name else ()
    return bool(parts) and ".." not in parts and parts[0] != "/"


def _place(page: Page, word: str) -> str:
    """Return the line of the front matter that says a word."""
    lines = page.text.split("\n")
    first = next((n for n, line in enumerate(lines, 1) if line.startswith(KEY)), 1)
    named = (n for n, line in enumerate(lines[first - 1 :], first) if word in line)
    return f"{page.place}:{next(named, first)}"
