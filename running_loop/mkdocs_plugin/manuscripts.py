"""The manuscripts of a build: its pages as MkDocs and all plugins name them, each read once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import is_markdown_file

from running_loop import source
from running_loop.fence import Fence, fences
from running_loop.pages.notebooks import needs_kernel, unrunnable
from running_loop.pages.page import Page, calls, is_cell, parsed
from running_loop.problem import Problem, ProblemError
from running_loop.project.sources import Reading, read_all

MADE = "a plugin made this page, and only files in the folder of pages are executed"
LEAVE_OUT = "write it into {}/, or leave it out: execute: {{exclude: [NAME]}}"


class Manuscripts:
    """Reads the pages of one build."""

    def __init__(self, docs: Path) -> None:
        """Take the folder of pages."""
        self._docs = docs
        self._read: dict[tuple[str, str | None], Page] = {}

    def of(self, file: File) -> Page:
        """Return the page of a file of Markdown.

        Raises:
            ProblemError: As `parsed`, or it cannot be read.
        """
        key = (file.src_uri, file.abs_src_path)
        if key not in self._read:
            self._read[key] = self._page(file)
        return self._read[key]

    def read(self, files: Files, config: MkDocsConfig, *, drafts: bool) -> Reading:
        """Read the pages that MkDocs is going to build.

        Args:
            files: What plugins made of the files of the site.
            config: The configuration of the build.
            drafts: Whether it builds drafts, too.
        """
        set_exclusions(files, config)  # what plugins added has no level yet
        level = InclusionLevel.is_in_serve if drafts else InclusionLevel.is_included
        found = list(files.documentation_pages(inclusion=level))
        pages = (file for file in found if is_markdown_file(file.src_uri))
        reading = read_all(self._docs, pages, self.of)
        others = (file for file in found if not is_markdown_file(file.src_uri))
        return replace(reading, problems=[*reading.problems, *self._misfits(others)])

    def needs_no_kernel(self, file: File) -> bool:
        """Return whether MkDocs leaves a file out, or it is a page without other cells."""
        if file.inclusion == InclusionLevel.EXCLUDED:
            return True
        if not is_markdown_file(file.src_uri):
            return False
        try:
            page = self.of(file)
        except ProblemError:  # the build will tell
            return True
        return not needs_kernel(page) or unrunnable(page, self._docs) is not None

    def _page(self, file: File) -> Page:
        place = f"{self._docs.name}/{file.src_uri}"
        path = file.abs_src_path
        # MkDocs would wait for the writer of a pipe.
        content = source.contents(Path(path), place) if path else file.content_bytes
        return parsed(file.src_uri, Path(path or file.src_uri), place, content)

    def _misfits(self, files: Iterable[File]) -> Iterator[Problem]:
        """Yield why programs and notebooks that plugins made cannot be executed."""
        for file in files:
            place = f"{self._docs.name}/{file.src_uri}"
            if not Path(file.abs_src_path or "").is_relative_to(self._docs):
                yield Problem(place, MADE, remedy=LEAVE_OUT.format(self._docs.name))


def refuse_strangers(page: Page, markdown: str) -> None:
    """Raise a `ProblemError` if a plugin put cells into a page's text that its file has not."""
    own = {cell.text for cell in page.cells}
    cells = filter(is_cell, fences(markdown))
    _refuse(page.place, (fence for fence in cells if fence.text not in own))


def refuse_unanswered(site_page: SitePage, page: Page | None, markdown: str) -> None:
    """Raise a `ProblemError` if nothing ran some Python of a page, when all plugins have read it.

    Args:
        site_page: The page as MkDocs has it.
        page: The page as it was read; None if it is none of Markdown, or not of this build.
        markdown: The page as it is rendered.
    """
    name = site_page.file.src_uri
    # Other cells ran in a kernel; they bear no mark.
    ran = bool(page and needs_kernel(page)) or not is_markdown_file(name)
    python = (fence for fence in fences(markdown) if fence.is_python)
    left = (fence for fence in python if not ran or calls(fence.text))
    _refuse(page.place if page else name, left)


def _refuse(place: str, strangers: Iterable[Fence]) -> None:
    found = "a plugin put Python into the page, and nothing ran it"
    remedy = "write it into the page's own file, as a cell"
    problems = [Problem(place, found, remedy=remedy, excerpt=fence.text) for fence in strangers]
    if problems:
        raise ProblemError(problems)
