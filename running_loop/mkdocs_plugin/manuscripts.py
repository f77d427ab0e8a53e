"""The manuscripts of a build: its pages as MkDocs and all plugins name them, each read once."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.utils import is_markdown_file

from running_loop import source
from running_loop.fence import Fence, fences
from running_loop.pages.page import Page, calls, is_cell, parsed
from running_loop.problem import Problem, ProblemError


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

    def all(self, files: Files, config: MkDocsConfig, *, drafts: bool) -> list[Page]:
        """Return the pages that MkDocs is going to build.

        Args:
            files: What plugins made of the files of the site.
            config: The configuration of the build.
            drafts: Whether it builds drafts, too.

        Raises:
            ProblemError: Names all mistakes: as `of`, and cells that nothing would run.
        """
        set_exclusions(files, config)  # what plugins added has no level yet
        level = InclusionLevel.is_in_serve if drafts else InclusionLevel.is_included
        found: list[Page] = []
        problems: list[Problem] = []
        for file in files.documentation_pages(inclusion=level):
            if is_markdown_file(file.src_uri):
                try:
                    found.append(self.of(file))
                except ProblemError as error:
                    problems.extend(error.problems)
            elif not Path(file.abs_src_path or "").is_relative_to(self._docs):
                problems.append(self._made(file))
        problems += filter(None, map(self._unrunnable, found))
        if problems:
            raise ProblemError(problems)
        return sorted(found, key=lambda page: page.name)

    def needs_no_kernel(self, file: File) -> bool:
        """Return whether MkDocs leaves a file out, or it is a page without other cells."""
        if file.inclusion == InclusionLevel.EXCLUDED:
            return True
        if not is_markdown_file(file.src_uri):
            return False
        try:
            page = self.of(file)
        except ProblemError:  # `all` will tell
            return True
        return page.is_answered or not page.is_executed or self._unrunnable(page) is not None

    def _page(self, file: File) -> Page:
        place = f"{self._docs.name}/{file.src_uri}"
        path = file.abs_src_path
        # MkDocs would wait for the writer of a pipe.
        content = source.contents(Path(path), place) if path else file.content_bytes
        return parsed(file.src_uri, Path(path or file.src_uri), place, content)

    def _made(self, file: File) -> Problem:
        """Return the problem of a program or notebook that a plugin made a page of its own."""
        place = f"{self._docs.name}/{file.src_uri}"
        found = "a plugin made this page, and only files in the folder of pages are executed"
        remedy = f"write it into {self._docs.name}/, or leave it out: execute: {{exclude: [NAME]}}"
        return Problem(place, found, remedy=remedy)

    def _unrunnable(self, page: Page) -> Problem | None:
        """Return the problem of a page with cells that need a kernel and get none."""
        if not page.is_executed or page.is_answered:
            return None
        if page.path == self._docs / page.name and page.path.suffix == ".md":
            return None
        line = next(cell.line for cell, placed in page.cells.items() if placed is None)
        found = "the cell needs a kernel, and only an .md file in the folder of pages gets one"
        remedy = f"write the page as a file in {self._docs.name}/, named .md"
        return Problem(f"{page.place}:{line}", found, remedy=remedy)


def strangers(page: Page, markdown: str) -> Iterator[Problem]:
    """Yield the cells of a page's text that are not in its file: a plugin put them in."""
    own = {cell.text for cell in page.cells}
    for fence in filter(is_cell, fences(markdown)):
        if fence.text not in own:
            yield _stranger(page.place, fence)


def unanswered(place: str, markdown: str, *, ran: bool) -> Iterator[Problem]:
    """Yield the Python of a page that nothing has run when all plugins have read it.

    Args:
        place: The page's file.
        markdown: The page as it is rendered.
        ran: Whether its other cells ran in a kernel; they bear no mark.
    """
    for fence in fences(markdown):
        is_left = calls(fence.text) if ran else fence.is_python
        if is_left and fence.is_python:
            yield _stranger(place, fence)


def _stranger(place: str, fence: Fence) -> Problem:
    found = "a plugin put Python into the page, and nothing ran it"
    remedy = "write it into the page's own file, as a cell"
    return Problem(place, found, remedy=remedy, excerpt=fence.text)
