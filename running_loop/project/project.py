"""The project: what one site has, checks, runs and shows, for whoever works on it."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path

from running_loop.pages import cell_keys, stages, statements, timelines
from running_loop.pages.page import Page, Renderer, homes, programs
from running_loop.problem import Problem, ProblemError
from running_loop.programs import snippets
from running_loop.project import census, place, recordings, sources
from running_loop.project.recordings import Recordings
from running_loop.project.sources import Reading, Sources
from running_loop.store.memo import Kept


class Project:
    """The pages of one site, its programs, and what they printed.

    Attributes:
        recordings: The recordings of its programs.
        site_url: Where the site will be, or empty if it is not known.
        key: The page that explains timelines, as a `Renderer` takes it.
    """

    def __init__(self, recordings: Recordings, known: Callable[[], Sources]) -> None:
        """Take where recordings come from, and what is known of pages; that is asked if needed.

        Args:
            recordings: The recordings of its programs.
            known: Returns the sources of the site; raises ProblemError if they are not known.
        """
        self.recordings = recordings
        self.site_url = ""
        self.key = ""
        self._known = known

    @classmethod
    def at(cls, folder: Path) -> "Project":
        """Return the project in a folder, which may lack an mkdocs.yml."""
        return cls(recordings.at(folder), partial(sources.at, folder))

    @classmethod
    def of(cls, configuration: Path) -> "Project":
        """Return the project of an mkdocs.yml, whatever the name of that file."""
        return cls(recordings.at(configuration.parent), partial(sources.of, configuration))

    def take(self, reading: Reading, site_url: str) -> None:
        """Take the pages as a build names them, which knows better than mkdocs.yml alone."""
        self.reading = reading
        self.site_url = site_url

    @property
    def folder(self) -> Path:
        """The folder of programs."""
        return self.recordings.folder

    @cached_property
    def sources(self) -> Sources:
        """Where the pages lie; raises ProblemError if mkdocs.yml cannot be read."""
        return self._known()

    @cached_property
    def reading(self) -> Reading:
        """The pages, as far as they can be read; raises ProblemError as `sources`."""
        return self.sources.read()

    @property
    def pages(self) -> Sequence[Page]:
        """All pages; raises ProblemError as `reading`, or if one cannot be read."""
        return self.reading.whole()

    @cached_property
    def drawings(self) -> Kept:
        """The timelines that are kept from build to build."""
        return timelines.drawings(self.recordings.own)

    def chosen(self, texts: Iterable[str]) -> list[str]:
        """Return the names of the programs that a person named, or of all."""
        named = [self.program(text) for text in texts]
        return named or snippets.names(self.folder)

    def program(self, text: str) -> str:
        """Return the name of a program from what a person wrote, as `place.program`."""
        return place.program(self.folder.parent, text)

    def recorded(self, text: str) -> str:
        """Return the name under which a program, or the cells of a page, are recorded.

        Args:
            text: The program as a person names it, or the page: as messages do, or its path.

        Raises:
            ProblemError: There is none.
        """
        docs = Path(os.path.abspath(self.sources.docs))  # noqa: PTH100, as in `place.program`
        for path in (docs.parent / text, self.folder.parent / text, Path(text)):
            page = Path(os.path.abspath(path))  # noqa: PTH100, as above
            if page.is_relative_to(docs) and os.path.isfile(page):  # noqa: PTH113, of any name
                return cell_keys.cells_name(page.relative_to(docs).as_posix())
        name = self.program(text)
        snippets.locate(self.folder, name)
        return name

    def check(self) -> None:
        """Check what can be seen before programs run.

        Raises:
            ProblemError: Names all mistakes in pages and programs that stop a build.
        """
        _refuse(census.mistakes(self.reading, self.folder))

    def check_strictly(self) -> None:
        """Check as `check` does, and what stops no build.

        Raises:
            ProblemError: As `check`; programs that no page places, and what would be missing
                elsewhere: imports of a notebook, distributions in a header.
        """
        found = census.mistakes(self.reading, self.folder)
        _refuse([*found, *census.shortcomings(self.reading, self.folder)])

    def make(self, tell: Callable[[str], object] = lambda _: None) -> None:
        """Have a recording of each program that pages place.

        Args:
            tell: As for `Recordings.make`.

        Raises:
            ProblemError: As `Recordings.make`.
        """
        self.recordings.make(programs(self.pages), tell)

    def verify(self) -> None:
        """Compare what programs printed with the statements that pages place.

        Raises:
            ProblemError: A program no longer prints the line that decides a statement.
        """
        names = dict.fromkeys(name for page in self.pages for name in page.statement_files)
        _refuse(problem for name in names for problem in self._disproofs(name))

    def decide(self, name: str) -> None:
        """Run the programs that decide the statements of a file, and compare, as `verify`.

        Args:
            name: The name of the file.

        Raises:
            ProblemError: The file is wrong, or as `Recordings.make` and `verify`.
        """
        _refuse(census.disproofs(self.folder, name, homes(self.pages)))
        rows = statements.load(self.folder, name)
        self.recordings.make(proof.program for row in rows for proof in row.proofs)
        _refuse(self._disproofs(name))

    def table(self, page: str, name: str) -> str:
        """Return a file of statements, by its name, as Markdown for the page of a name."""
        rows = statements.load(self.folder, name)
        link = statements.linker(page, homes(self.pages))
        return statements.table(rows, self.recordings.printed, link)

    def renderer(self, page: str) -> Renderer:
        """Return what turns recordings into the Markdown of the page of a name."""
        table = partial(self.table, page)
        return Renderer(page, self.site_url, table, self.drawings.of, key=self.key)

    def drawn(self, html: str) -> str:
        """Return the HTML of a page with its stages folded and its timelines drawn."""
        return timelines.draw(stages.fold(html), self.recordings.drawn, self.drawings.of)

    def clean(self) -> None:
        """Remove recordings that nobody used for long."""
        for store in (self.recordings.store, self.recordings.own):
            store.clean()

    def _disproofs(self, name: str) -> list[Problem]:
        rows = statements.load(self.folder, name)
        return statements.problems(rows, self.recordings.printed)


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(dict.fromkeys(problems)):
        raise ProblemError(found)
