"""The published programs of a site, and the modules beside them, as files of MkDocs."""

import logging
from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from running_loop.pages.withheld import dead_links
from running_loop.programs import snippets
from running_loop.project.recordings import Recordings

log = logging.getLogger("mkdocs.plugins.running-loop")


def files(config: MkDocsConfig, recordings: Recordings) -> Iterator[File]:
    """Yield the files to publish: programs as they ran.

    Raises:
        ProblemError: A module lies outside the folder of programs.
    """
    for name in snippets.names(recordings.folder):
        place, source = f"{snippets.FOLDER}/{name}", recordings.source(name)
        if source is None:  # a module beside programs
            path = snippets.locate(recordings.folder, name)
            yield File.generated(config, place, abs_src_path=str(path))
        else:
            yield File.generated(config, place, content=source)


def leave_out(names: Iterable[str], files: Files) -> None:
    """Take programs out of the files of a site, and warn of each link that this leaves dead."""
    for name in names:
        if file := files.get_file_from_path(f"{snippets.FOLDER}/{name}"):
            files.remove(file)
            for problem in dead_links(file, files.documentation_pages()):
                log.warning("%s", problem)
