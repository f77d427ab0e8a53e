"""Titles of tabs and addresses of programs: none is twice on a page."""

import ast
from collections import Counter
from collections.abc import Iterator

from running_loop.fence import Fence
from running_loop.pages.page import Page, anchor
from running_loop.problem import Problem


def problems(page: Page) -> Iterator[Problem]:
    """Yield the titles of a page that are no titles or are twice in a cell, and equal addresses."""
    for cell, calls in page.cells.items():
        if calls is not None:
            yield from _titles(page, cell)
    yield from _anchors(page)


def _titles(page: Page, cell: Fence) -> Iterator[Problem]:
    for titles in ast.walk(ast.parse(cell.text)):
        if isinstance(titles, ast.Dict):
            yield from _twice(page, cell, titles)


def _twice(page: Page, cell: Fence, titles: ast.Dict) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for key in titles.keys:
        title = str(key.value) if isinstance(key, ast.Constant) else ""
        seen[" ".join(title.split())] += 1
        found = _wrong(title, seen[" ".join(title.split())])
        if key and found:
            place = f"{page.place}:{cell.line + key.lineno}"
            yield Problem(place, found, remedy="give each tab a title of its own, in one line")


def _wrong(title: str, times: int) -> str:
    """Return what is wrong with the title of a tab, empty for nothing."""
    if not title.strip() or not title.isprintable():
        return f"{title!r} is no title of a tab"
    return f"two tabs have the title {title!r}, and only one would be shown" if times > 1 else ""


def _anchors(page: Page) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for cell, calls in page.cells.items():
        for name in (name for call in calls or () for name in call.names.values()):
            owner = owners.setdefault(anchor(name), name)
            if owner != name:
                found = f"{name} and {owner} would both have the address #{anchor(name)}"
                remedy = "rename one, or place it on another page"
                yield Problem(f"{page.place}:{cell.line}", found, remedy=remedy)
