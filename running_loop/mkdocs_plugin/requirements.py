"""Requirements: what mkdocs.yml must hold, so that what is put into pages is rendered."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from running_loop import lines
from running_loop.accepted.verified import Verified
from running_loop.pages.page import Page, programs
from running_loop.problem import Problem, ProblemError

TAB = "pymdownx.blocks.tab"
# Each with what it is needed for.
EXTENSIONS = {
    "attr_list": "the classes and names of programs",
    "md_in_html": "the notes beneath programs",
    "pymdownx.blocks.html": "programs and their outputs",
    TAB: "programs side by side",
    "pymdownx.highlight": "the numbers of lines",
    "pymdownx.superfences": "programs and outputs in tabs",
}
BUNDLES = {
    "extra": {"attr_list", "md_in_html"},
    "pymdownx.extra": {"attr_list", "md_in_html", "pymdownx.superfences"},
}
MATERIAL = ("material", "templates")


def check(config: MkDocsConfig) -> None:
    """Check the extensions and the theme.

    Raises:
        ProblemError: Names each that is missing, and what to write.
        OSError: The folder of pages cannot be read; MkDocs would take it for empty.
    """
    os.scandir(config.docs_dir).close()
    found = list(_problems(config))
    if found:
        raise ProblemError(found)


def check_tabs(config: MkDocsConfig, pages: Iterable[Page], of: Callable[[str], Verified]) -> None:
    """Check that tabs can be seen, if there are any on pages.

    Args:
        config: The configuration; `check` found nothing in it.
        pages: The pages.
        of: Returns what a program of theirs printed: once, or in a tab for each kind of Python.

    Raises:
        ProblemError: There are some, and Material would show none.
    """
    if (config.mdx_configs.get(TAB) or {}).get("alternate_style"):
        return
    pages = list(pages)
    if any(map(_has_tabs, pages)) or any(len(of(name).groups) > 1 for name in programs(pages)):
        found = f"{TAB} does not say alternate_style: true, so Material shows no tabs"
        place = Path(config.config_file_path).name
        raise ProblemError([Problem(place, found, remedy=_remedy(TAB))])


def check_key(config: MkDocsConfig, key: str, files: Files) -> None:
    """Check that the page to which timelines link is there.

    Args:
        config: The configuration.
        key: The page with its section, or a URL; empty for none.
        files: All files of the site.

    Raises:
        ProblemError: It is not.
    """
    page = key.partition("#")[0]
    if not key or "://" in page or files.get_file_from_path(page):
        return
    found = f"timeline_key names {lines.shown(page)}, which is no page"
    remedy = "write a path below the folder of pages, such as `page.md#section`, or a URL"
    raise ProblemError([Problem(Path(config.config_file_path).name, found, remedy=remedy)])


def _has_tabs(page: Page) -> bool:
    calls = (call for placed in page.cells.values() for call in placed or ())
    return any(call.names and "" not in call.names for call in calls)


def _problems(config: MkDocsConfig) -> Iterator[Problem]:
    place = Path(config.config_file_path).name
    there = _there(config)
    for name, use in EXTENSIONS.items():
        if name not in there:
            found = f"markdown_extensions lacks {name}, which renders {use}"
            yield Problem(place, found, remedy=_remedy(name))
    if not any(Path(folder).parts[-2:] == MATERIAL for folder in config.theme.dirs):
        found = f"the theme is {config.theme.name or 'one of its own'}"
        expected = "material, or one that inherits from it"
        yield Problem(place, found, expected, "write `theme: {name: material}`")


def _there(config: MkDocsConfig) -> set[str]:
    names = {
        name.partition(":")[0].removeprefix("markdown.extensions.")
        for name in config.markdown_extensions
        if isinstance(name, str)
    }
    return names.union(*(BUNDLES.get(name, ()) for name in names))


def _remedy(name: str) -> str:
    item = f"{name}: {{alternate_style: true}}" if name == TAB else name
    return f"write `- {item}` below markdown_extensions"
