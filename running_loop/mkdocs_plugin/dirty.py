"""Dirty builds: MkDocs renders only pages that are newer than their HTML.

A page shows what its programs printed, too. So one is also rendered if the site shows
another program or output than this build.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files

from running_loop.accepted.verified import Verified
from running_loop.pages.page import Page
from running_loop.programs.snippets import FOLDER
from running_loop.project import export


def renew(files: Files, names: Iterable[str]) -> None:
    """Have MkDocs render pages, however old they are."""
    for name in names:
        if file := files.get_file_from_path(name):
            # MkDocs has no other way to say so that leaves the file what it is.
            vars(file)["is_modified"] = lambda: True


def outdated(site: Path, pages: Iterable[Page], programs: Iterable[Verified]) -> Iterator[str]:
    """Yield the names of pages that may show something else than a site does.

    Args:
        site: The folder of the site, as the last build left it.
        pages: All pages.
        programs: What the programs printed that they place.
    """
    shown = _shown(site)
    changed = {
        item.snippet.name
        for item in programs
        if shown.get(item.snippet.place) != _told(item)
        or _source(site, item.snippet.name) != item.snippet.source
    }
    for page in pages:
        # Cells of a kernel and statements depend on more than the programs of their page.
        is_simple = page.is_answered and not page.statement_files
        if page.is_executed and not (is_simple and changed.isdisjoint(page.programs)):
            yield page.name


def _shown(site: Path) -> dict[str, Any]:
    """Return what a site tells of its programs, by their places."""
    try:
        text = (site / export.NAME).read_text(encoding="utf-8")
        return {program["path"]: program for program in json.loads(text)["programs"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _told(verified: Verified) -> Any:  # noqa: ANN401, what JSON can hold
    (program,) = export.document([verified])["programs"]
    return json.loads(json.dumps(program))


def _source(site: Path, name: str) -> str | None:
    try:
        return (site / FOLDER / name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
