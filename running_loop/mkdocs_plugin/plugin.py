"""The MkDocs plugin: connects the engine to mkdocs-execute-plugin."""

import logging
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import CountHandler, is_markdown_file

from running_loop.accepted import review
from running_loop.accepted.verified import Verified
from running_loop.mkdocs_plugin import (
    asset_files,
    colours,
    dirty,
    ground,
    head_start,
    reprints,
    requirements,
    templates,
    theme_files,
)
from running_loop.mkdocs_plugin.banner import Failure
from running_loop.mkdocs_plugin.changers import changers
from running_loop.mkdocs_plugin.errors import plain_errors, plain_hooks
from running_loop.mkdocs_plugin.manuscripts import Manuscripts, strangers, unanswered
from running_loop.mkdocs_plugin.staging import Staging
from running_loop.pages import marks, published, statements, timelines
from running_loop.pages.answers import Answers
from running_loop.pages.page import Call, Page, Renderer, homes, programs
from running_loop.pages.withheld import Withheld, dead_links
from running_loop.problem import Problem, ProblemError
from running_loop.processes import home, interrupts
from running_loop.programs import snippets
from running_loop.project import census, export
from running_loop.project.recordings import at
from running_loop.store.memo import Keep, Kept, afresh

if TYPE_CHECKING:  # a build serves nothing
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.running-loop")
FIRST, LAST = 50, -100
# Before, and after, the plugins that MkDocs's documentation calls first and last.
BEGIN, END = 1000, -1000


class Settings(Config):
    """What mkdocs.yml may set: nothing; the programs lie in `snippets/` beside it."""


@plain_hooks
class RunningLoopPlugin(BasePlugin[Settings]):
    """Runs the programs that pages place, and publishes pages and programs."""

    def __init__(self) -> None:
        """Prepare for the first build; while serving, one plugin sees many."""
        self._recordings = at(Path.cwd())
        self._colours: colours.Colours | None = None
        self._drawings: Kept | None = None
        self._manuscripts = Manuscripts(Path())
        self._pages: dict[str, Page] = {}
        self._answers = Answers()
        # Plugins for languages build a site again for each, at the end of its first build.
        self._seen: dict[str, Page] = {}
        self._open = 0
        self._published: dict[str, str] = {}
        self._complete: set[str] = set()
        self._withheld = Withheld()
        self._places: dict[str, str] = {}
        self._command = ""
        self._is_dirty = False
        self._failure = Failure()
        self._head_start: head_start.HeadStart | None = None
        self._staging: Staging | None = None
        self._site = Path()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Begin to run programs: the plugins after this one are still to be imported."""
        home.ensure()
        interrupts.once()
        self._head_start = head_start.begin(config_file_path)
        head_start.collect_no_garbage()
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: str, dirty: bool, **_: object) -> None:
        """Note the command; a dirty build of some pages works in the last site's folder."""
        self._command, self._is_dirty = command, dirty
        # MkDocs counts warnings by this logger; with --quiet it would pass them over.
        logger = logging.getLogger("mkdocs")
        logger.setLevel(min(logger.level, logging.WARNING))

    @event_priority(BEGIN)
    def _begin(self, config: MkDocsConfig) -> None:
        """Have the build work beside the last site, before anybody has asked where it works.

        Who reads the configuration for other ends, such as mike, is told where the site is.
        """
        if self._command in head_start.BUILDING:
            self._stage(config)

    @event_priority(LAST)
    def _connect(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the place of the execute plugin's preprocessor."""
        # It imports the execute plugin, which takes long; the head start uses that time.
        from running_loop.mkdocs_plugin.execute_plugin import leave_to_kernel, replace_executor  # noqa: PLC0415

        if not self._open:
            self._prepare(config)
        replace_executor(config, self._recordings, partial(self._renderer, config), self._answers)
        self._manuscripts = Manuscripts(Path(config.docs_dir))
        leave_to_kernel(config, self._manuscripts.needs_no_kernel)
        head_start.collect_garbage()
        return config

    on_config = CombinedEvent(_begin, _connect)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Forget the last build, but not the one that this is a part of."""
        self._stage(config)
        self._published.clear()
        if not self._open:
            self._seen.clear()
            self._complete.clear()

    @event_priority(END)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Check the pages, run the programs, and publish each, and what boxes need."""
        with plain_errors():
            pages = self._manuscripts.all(files, config, drafts=self._command == "serve")
            self._check(pages)
            self._run(programs(pages), config)
            self._verify(pages)
            requirements.check_tabs(config, pages, self._recordings.of)
        self._pages = {page.name: page for page in pages}
        self._seen |= self._pages
        if self._is_dirty:
            dirty.renew(files, dirty.outdated(Path(config.site_dir), pages, self._verified()))
        folder = self._recordings.folder
        for name in snippets.names(folder):
            place, source = f"{snippets.FOLDER}/{name}", self._recordings.source(name)
            if source is None:  # a module beside programs
                with plain_errors():
                    path = snippets.locate(folder, name)
                files.append(File.generated(config, place, abs_src_path=str(path)))
            else:
                files.append(File.generated(config, place, content=source))
        for asset in asset_files.files(config):
            files.append(asset)
        return files

    @event_priority(FIRST)
    def _answer(
        self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, **_: object
    ) -> str:
        """Answer a page that `is_answered` from its programs' recordings."""
        found = self._pages.get(page.file.src_uri)
        if found is None or not found.is_answered:
            return markdown
        _refuse(strangers(found, markdown))
        renderer = self._renderer(config, found.name)
        self._answers.begin(found.name)

        def hold(place: str, placed: Sequence[Call]) -> str:
            answer = renderer.answer(place, placed, self._recordings.of)
            return self._answers.hold(found.name, answer)

        return found.held(markdown, hold)

    @event_priority(LAST)
    def _keep(self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, **_: object) -> str:
        """Keep the published Markdown of a page; its HTML has no words for its drawings."""
        self._refuse_unanswered(markdown, page)
        name, is_public = page.file.src_uri, not self._withheld.holds(page)
        others = changers(config, "page_markdown")
        with plain_errors():
            filled = self._answers.fill(
                name, markdown, timelines.places, is_public=is_public, changers=others
            )
        self._published[name] = published.front_matter(page.meta) + published.plain(filled.whole)
        return marks.without_tests(filled.outline)

    on_page_markdown = CombinedEvent(_answer, _keep)

    def on_env(self, env: Environment, files: Files, **_: object) -> Environment:
        """Note where each file is published; keep the theme's templates compiled."""
        for name in self._withheld.files(self._pages.values(), self._recordings.of):
            if file := files.get_file_from_path(f"{snippets.FOLDER}/{name}"):
                files.remove(file)
                for problem in dead_links(file, files.documentation_pages()):
                    log.warning("%s", problem)
        self._places = {file.src_uri: _published_uri(file) for file in files}
        env.bytecode_cache = self._templates
        return env

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        """Put in programs and outputs."""
        with plain_errors():
            shown = self._answers.put(page.file.src_uri, html)
        # What is withheld may be out of reach when the page is whole.
        return self._drawn(shown) if page.file.src_uri in self._withheld else shown

    @event_priority(FIRST)
    def _draw(self, output: str, /, *, page: SitePage, **_: object) -> str:
        """Put in colours and timelines: nothing that reads pages has to read them."""
        self._complete.add(page.file.dest_uri)
        return self._drawn(output)

    @event_priority(LAST)
    def _compare(self, output: str, /, *, page: SitePage, config: MkDocsConfig, **_: object) -> str:
        """Compare what is on a page with what was placed there."""
        if page.file.src_uri not in self._withheld:
            others = changers(config, "page_content", "page_context", "post_page")
            with plain_errors():
                self._answers.compare(page.file.src_uri, output, others)
        return output

    on_post_page = CombinedEvent(_draw, _compare)

    @event_priority(BEGIN)
    def _write(self, config: MkDocsConfig) -> None:
        """Write the published Markdown, before anybody builds the next language."""
        self._open += 1
        for name, text in self._published.items():
            if name in self._withheld:
                continue
            path = Path(config.site_dir, self._places[name])
            path.parent.mkdir(parents=True, exist_ok=True)
            relinked = published.relink(text, published.resolver(name, self._places))
            path.write_text(relinked, encoding="utf-8")

    @event_priority(END)
    def _finish(self, config: MkDocsConfig) -> None:
        """Write the data, and put the complete site in its place."""
        self._open -= 1
        if self._open:  # the build of one more language is over
            return
        reprints.complete(Path(config.site_dir), self._complete, self._drawn)
        for kept in (self._colours, self._drawings):
            if kept and not self._is_dirty:
                kept.save()
        for problem in census.unused(self._seen.values(), self._recordings.folder):
            log.warning("%s", problem)
        export.write(Path(config.site_dir), self._verified())
        for store in (self._recordings.store, self._recordings.own):
            store.clean()
        if self._staging and not (config.strict and _has_warned()):
            _publish(self._staging)
            config.site_dir = str(self._site)
            self._staging = None

    on_post_build = CombinedEvent(_write, _finish)

    def on_build_error(self, error: Exception | None = None, **_: object) -> None:
        """Leave the last good site as it is; of what the system refused, a message is enough."""
        self._discard()
        if isinstance(error, OSError):
            raise error

    def on_shutdown(self) -> None:
        """Remove what an interrupted build made."""
        self._discard()

    def on_serve(
        self,
        server: "LiveReloadServer",
        **_: object,
    ) -> "LiveReloadServer":
        """Watch the programs; when a build fails, serve the last good site, with the reason."""
        if self._recordings.folder.is_dir():
            server.watch(str(self._recordings.folder))
        server.builder = self._failure.watching(server.builder)
        server.set_app(self._failure.shown_by(server.serve_request))
        return server

    def _prepare(self, config: MkDocsConfig) -> None:
        """Begin with what is kept from build to build, in the configuration of this one."""
        if self._head_start:
            self._recordings = self._head_start.recordings
        else:
            self._recordings = at(Path(config.config_file_path).parent)
        requirements.check(config)
        self._answers, self._withheld = Answers(), Withheld()
        store = self._recordings.own
        self._colours, self._drawings = colours.Colours(store), timelines.drawings(store)
        colours.keep(config, self._colours, self._answers)
        asset_files.link(config)
        theme_files.leave_out_hidden(config.theme)

    def _stage(self, config: MkDocsConfig) -> None:
        """Begin a site beside the last one, unless this build is a part of one that has."""
        is_staged = self._staging and config.site_dir == str(self._staging.folder)
        if self._is_dirty or self._open or is_staged:
            return
        if self._staging:
            config.site_dir = self._staging.meant(config.site_dir)
        self._discard()
        with plain_errors():
            ground.check(config)
            self._site = Path(config.site_dir)
            self._staging = _staging(self._site)
        config.site_dir = str(self._staging.folder)

    def _check(self, pages: list[Page]) -> None:
        """Raise if pages or programs are wrong in ways that can be seen before programs run."""
        from running_loop.mkdocs_plugin import execute_plugin  # noqa: PLC0415, as above

        mistakes = [item for page in pages for item in census.page_problems(page)]
        mistakes += census.unknown(pages, self._recordings.folder)
        mistakes += execute_plugin.faults(pages)
        mistakes += snippets.faults(self._recordings.folder)
        mistakes += review.orphans(self._recordings.folder)
        if mistakes:
            raise ProblemError(mistakes)

    def _refuse_unanswered(self, markdown: str, page: SitePage) -> None:
        name = page.file.src_uri
        found = self._pages.get(name)
        in_kernel = bool(found and found.is_executed and not found.is_answered)
        ran = in_kernel or not is_markdown_file(name)
        place = found.place if found else name
        _refuse(unanswered(place, markdown, ran=ran))

    def _run(self, names: list[str], config: MkDocsConfig) -> None:
        started, self._head_start = self._head_start, None
        timelines = started.made(names, self._get_ready(config, names)) if started else None
        if timelines is None:
            self._recordings.make(names)
        elif self._drawings:
            self._drawings.take_over(timelines)

    def _get_ready(self, config: MkDocsConfig, names: Iterable[str]) -> Iterator[str]:
        """Yield what rendering will need, made while the last programs sleep."""
        if cache := self._templates:
            yield from templates.get_ready(config.theme.get_env(), cache)
        yield from colours.get_ready(config, self._bodies(names))

    def _bodies(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            with suppress(ProblemError):  # who runs the programs will tell
                yield snippets.load(self._recordings.folder, name).body

    def _renderer(self, config: MkDocsConfig, page: str) -> Renderer:
        table = partial(self._table, page)
        return Renderer(page, config.site_url or "", table, self._keep_drawing)

    def _drawn(self, html: str) -> str:
        coloured = self._colours.put(html) if self._colours else html
        return timelines.draw(coloured, self._recordings.drawn, self._keep_drawing)

    @property
    def _templates(self) -> templates.Cache | None:
        return templates.cache(self._recordings.own.folder / "templates")

    @property
    def _keep_drawing(self) -> Keep:
        return self._drawings.of if self._drawings else afresh

    def _verify(self, pages: list[Page]) -> None:
        """Raise if a program no longer prints the line that decides a statement."""
        folder, printed = self._recordings.folder, self._recordings.printed
        mistakes = [
            problem
            for page in pages
            for name in page.statement_files
            for problem in statements.problems(statements.load(folder, name), printed)
        ]
        if mistakes:
            raise ProblemError(mistakes)

    def _table(self, page: str, name: str) -> str:
        """Return a file of statements as Markdown for a page."""
        link = statements.linker(page, homes(self._pages.values()))
        rows = statements.load(self._recordings.folder, name)
        return statements.table(rows, self._recordings.printed, link)

    def _verified(self) -> Iterator[Verified]:
        """Return what the programs of all pages printed, but for those that are withheld."""
        placed = programs(self._withheld.others(self._seen.values()))
        return map(self._recordings.of, dict.fromkeys(placed))

    def _discard(self) -> None:
        self._open = 0
        if self._staging:
            self._staging.discard()
            self._staging = None


def _has_warned() -> bool:
    """Return whether a strict build will fail; MkDocs adds a counter for each build."""
    handlers = logging.getLogger("mkdocs").handlers
    counters = [handler for handler in handlers if isinstance(handler, CountHandler)]
    return bool(counters and counters[-1].get_counts())


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        with plain_errors():
            raise ProblemError(found)


def _staging(site: Path) -> Staging:
    try:
        return Staging(site)
    except OSError as error:
        raise _unwritable(site, error) from error


def _publish(staging: Staging) -> None:
    try:
        staging.publish()
    except OSError as error:
        raise PluginError(str(_unwritable(staging.site, error))) from error


def _unwritable(site: Path, error: OSError) -> ProblemError:
    found = f"cannot be written: {error.strerror}"
    remedy = "make it writable, or name another: mkdocs build --site-dir FOLDER"
    return ProblemError([Problem(str(site), found, remedy=remedy)])


def _published_uri(file: File) -> str:
    root, extension = posixpath.splitext(file.dest_uri)
    return f"{root}.md" if file.is_documentation_page() and extension == ".html" else file.dest_uri
