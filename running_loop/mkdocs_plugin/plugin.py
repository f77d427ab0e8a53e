"""The MkDocs plugin: connects a project to the events of a build."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from running_loop.accepted.verified import Verified
from running_loop.mkdocs_plugin import (
    asset_files,
    dirty,
    head_start,
    preparation,
    program_files,
    reprints,
    requirements,
    theme_files,
)
from running_loop.mkdocs_plugin.banner import Failure
from running_loop.mkdocs_plugin.construction import Construction
from running_loop.mkdocs_plugin.editions import Editions
from running_loop.mkdocs_plugin.errors import plain_hooks
from running_loop.mkdocs_plugin.manuscripts import Manuscripts
from running_loop.mkdocs_plugin.rendering import Rendering
from running_loop.mkdocs_plugin.terms import Terms
from running_loop.pages.page import programs
from running_loop.processes import home, interrupts
from running_loop.project import census, export
from running_loop.project.project import Project

if TYPE_CHECKING:  # a build serves nothing
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.running-loop")
FIRST, LAST = 50, -100
# Before, and after, the plugins that MkDocs's documentation calls first and last.
BEGIN, END = 1000, -1000


class Settings(Config):
    """What mkdocs.yml may set; the programs lie in `snippets/` beside it.

    Attributes:
        glossary: The page whose terms all others link, by its path below the folder of pages.
        timeline_key: The page and section that explain the signs of timelines, to which each
            timeline links: `page.md#section` below the folder of pages, or a URL.
    """

    glossary = Type(str, default="")
    timeline_key = Type(str, default="")


@plain_hooks
class RunningLoopPlugin(BasePlugin[Settings]):
    """Runs the programs that pages place, and publishes pages and programs."""

    def __init__(self) -> None:
        """Prepare for the first build; while serving, one plugin sees many."""
        self._project: Project
        self._rendering: Rendering
        self._terms: Terms
        self._manuscripts: Manuscripts
        self._editions = Editions()
        self._construction = Construction()
        self._head_start: head_start.HeadStart | None = None
        self._command = ""
        self._is_dirty = False
        self._failure = Failure()

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

        if not self._editions.has_ending:
            self._prepare(config)
        replace_executor(config, self._project, self._rendering.answers)
        self._manuscripts = Manuscripts(Path(config.docs_dir))
        leave_to_kernel(config, self._manuscripts.needs_no_kernel)
        head_start.collect_garbage()
        return config

    on_config = CombinedEvent(_begin, _connect)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Forget the last build, but not the one that this is a part of."""
        self._stage(config)
        self._editions.begin()

    @event_priority(END)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Check the pages, run the programs, and publish each, and what boxes need."""
        reading = self._manuscripts.read(files, config, drafts=self._command == "serve")
        self._project.take(reading, config.site_url or "")
        self._project.check()
        self._terms.begin(files, self._project.pages)
        self._make(config)
        self._project.verify()
        pages = self._project.pages
        requirements.check_key(config, self._project.key, files)
        requirements.check_tabs(config, pages, self._project.recordings.of)
        self._rendering.begin(pages)
        self._editions.add(pages)
        if self._is_dirty:
            dirty.renew(files, dirty.outdated(Path(config.site_dir), pages, self._verified()))
        for file in program_files.files(config, self._project.recordings):
            files.append(file)
        for asset in asset_files.files(config):
            files.append(asset)
        return files

    @event_priority(FIRST)
    def _answer(self, markdown: str, /, *, page: SitePage, **_: object) -> str:
        """Answer the cells of a page that needs no kernel."""
        return self._rendering.answer(page, markdown)

    @event_priority(LAST)
    def _keep(self, markdown: str, /, *, page: SitePage, config: MkDocsConfig, **_: object) -> str:
        """Keep the published Markdown of a page."""
        self._terms.turn_to(page)
        return self._rendering.keep(page, markdown, config)

    on_page_markdown = CombinedEvent(_answer, _keep)

    def on_env(self, env: Environment, files: Files, **_: object) -> Environment:
        """Note where each file is published; keep the theme's templates compiled."""
        self._rendering.settle(files)
        env.bytecode_cache = preparation.compiled(self._project)
        return env

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: SitePage, **_: object) -> str:
        """Put in programs and outputs."""
        return self._rendering.put(page, html)

    @event_priority(FIRST)
    def _draw(self, output: str, /, *, page: SitePage, **_: object) -> str:
        """Put in colours and timelines: nothing that reads pages has to read them."""
        self._editions.complete.add(page.file.dest_uri)
        return self._rendering.drawn(output)

    @event_priority(LAST)
    def _compare(self, output: str, /, *, page: SitePage, config: MkDocsConfig, **_: object) -> str:
        """Compare what is on a page with what was placed there."""
        self._rendering.compare(page, output, config)
        return output

    on_post_page = CombinedEvent(_draw, _compare)

    @event_priority(BEGIN)
    def _write(self, config: MkDocsConfig) -> None:
        """Write the published Markdown, before anybody builds the next language."""
        self._editions.open_end()
        self._rendering.write(Path(config.site_dir))

    @event_priority(END)
    def _finish(self, config: MkDocsConfig) -> None:
        """Write the data, and put the complete site in its place."""
        if not self._editions.close_end():
            return
        site = Path(config.site_dir)
        reprints.complete(site, self._editions.complete, self._rendering.drawn)
        for problem in census.unused(self._editions.pages.values(), self._project.folder):
            log.warning("%s", problem)
        export.write(site, self._verified())
        if not self._is_dirty:  # it has seen too little to know what else is of use
            self._rendering.save()
        self._project.clean()
        self._construction.publish(config)

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
        if self._project.folder.is_dir():
            server.watch(str(self._project.folder))
        server.builder = self._failure.watching(server.builder)
        server.set_app(self._failure.shown_by(server.serve_request))
        return server

    def _prepare(self, config: MkDocsConfig) -> None:
        """Begin with what is kept from build to build, in the configuration of this one."""
        started = self._head_start
        self._project = started.project if started else Project.of(Path(config.config_file_path))
        requirements.check(config)
        self._project.key = self.config.timeline_key
        self._rendering = Rendering(self._project, config)
        self._terms = Terms(config, self.config.glossary)
        asset_files.link(config)
        theme_files.leave_out_hidden(config.theme)

    def _stage(self, config: MkDocsConfig) -> None:
        """Begin a site beside the last one; a dirty build, and another edition, go on in theirs."""
        if not (self._is_dirty or self._editions.has_ending):
            self._construction.begin(config)

    def _make(self, config: MkDocsConfig) -> None:
        """Have a recording of each program that the pages place."""
        started, self._head_start = self._head_start, None
        names = programs(self._project.pages)
        ready = preparation.pieces(config, self._project, names)
        drawn = started.made(names, ready) if started else None
        if drawn is None:
            self._project.make()
        else:
            self._project.drawings.take_over(drawn)

    def _verified(self) -> Iterator[Verified]:
        return self._rendering.verified(self._editions.pages.values())

    def _discard(self) -> None:
        self._editions.abandon()
        self._construction.discard()
