"""The rendering of a build: what becomes of the cells of each page, from event to event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from running_loop.accepted.verified import Verified
from running_loop.mkdocs_plugin import colours, program_files
from running_loop.mkdocs_plugin.changers import changers
from running_loop.mkdocs_plugin.manuscripts import refuse_strangers, refuse_unanswered
from running_loop.mkdocs_plugin.markdown_files import MarkdownFiles
from running_loop.pages import marks, timelines
from running_loop.pages.answers import Answers
from running_loop.pages.page import Call, Page, programs
from running_loop.pages.withheld import Withheld
from running_loop.project.project import Project


class Rendering:
    """Renders the pages of one site, in all its editions.

    Attributes:
        answers: What cells place, while others read the pages.
    """

    def __init__(self, project: Project, config: MkDocsConfig) -> None:
        """Take the project, and have a configuration keep the colours of code."""
        self.answers = Answers()
        self._project = project
        self._colours = colours.Colours(project.recordings.own)
        self._markdown = MarkdownFiles()
        self._pages: Mapping[str, Page] = {}
        self._withheld = Withheld()
        colours.keep(config, self._colours, self.answers)

    def begin(self, pages: Iterable[Page]) -> None:
        """Begin an edition of the site, with its pages."""
        self._markdown.begin()
        self._pages = {page.name: page for page in pages}

    def answer(self, site_page: SitePage, markdown: str) -> str:
        """Return the text of a page; if it `is_answered`, with a word for each of its cells.

        Raises:
            ProblemError: A plugin put other cells into it.
        """
        page = self._pages.get(site_page.file.src_uri)
        if page is None or not page.is_answered:
            return markdown
        refuse_strangers(page, markdown)
        name, renderer = page.name, self._project.renderer(page.name)
        self.answers.begin(name)

        def hold(place: str, placed: Sequence[Call]) -> str:
            answer = renderer.answer(place, placed, self._project.recordings.of)
            return self.answers.hold(name, answer)

        return page.held(markdown, hold)

    def keep(self, page: SitePage, markdown: str, config: MkDocsConfig) -> str:
        """Keep the published Markdown of a page, and return what becomes HTML.

        Raises:
            ProblemError: Nothing ran some Python of it, or an answer is not where it was put.
        """
        name, is_public = page.file.src_uri, not self._withheld.holds(page)
        refuse_unanswered(page, self._pages.get(name), markdown)
        others = changers(config, "page_markdown")
        filled = self.answers.fill(
            name, markdown, timelines.places, is_public=is_public, changers=others
        )
        self._markdown.keep(page, filled.whole)
        return marks.without_tests(filled.outline)

    def settle(self, files: Files) -> None:
        """Leave out programs that withheld pages alone place, and note where all files will be."""
        withheld = self._withheld.files(self._pages.values(), self._project.recordings.of)
        program_files.leave_out(withheld, files)
        self._markdown.locate(files)

    def put(self, page: SitePage, html: str) -> str:
        """Return the HTML of a page with programs and outputs.

        Raises:
            ProblemError: One cannot be put there.
        """
        shown = self.answers.put(page.file.src_uri, html)
        # What is withheld may be out of reach when the page is whole.
        return self.drawn(shown) if page.file.src_uri in self._withheld else shown

    def drawn(self, html: str) -> str:
        """Return the HTML of a page with its colours and timelines."""
        return self._project.drawn(self._colours.put(html))

    def compare(self, page: SitePage, html: str, config: MkDocsConfig) -> None:
        """Compare what is on a page with what was placed there.

        Raises:
            ProblemError: They differ.
        """
        if page.file.src_uri not in self._withheld:
            others = changers(config, "page_content", "page_context", "post_page")
            self.answers.compare(page.file.src_uri, html, others)

    def write(self, site: Path) -> None:
        """Write the published Markdown into the folder of the site."""
        self._markdown.write(site, self._withheld)

    def verified(self, pages: Iterable[Page]) -> Iterator[Verified]:
        """Return what the programs of pages printed, but for those that are withheld."""
        placed = programs(self._withheld.others(pages))
        return map(self._project.recordings.of, dict.fromkeys(placed))

    def save(self) -> None:
        """Keep the colours and timelines of this build, and no others."""
        self._colours.save()
        self._project.drawings.save()
