"""The preparation of rendering, while the last programs sleep."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from running_loop.mkdocs_plugin import colours, templates
from running_loop.problem import ProblemError
from running_loop.programs import snippets
from running_loop.project.project import Project


def compiled(project: Project) -> templates.Cache | None:
    """Return the compiled templates that are kept for a project, or None if none can be."""
    return templates.cache(project.recordings.own.folder / "templates")


def pieces(config: MkDocsConfig, project: Project, names: Iterable[str]) -> Iterator[str]:
    """Make what rendering will need, and yield after each piece.

    Args:
        config: The configuration of the build.
        project: The project that it builds.
        names: The programs that its pages show.
    """
    if cache := compiled(project):
        yield from templates.get_ready(config.theme.get_env(), cache)
    yield from colours.get_ready(config, _bodies(project.folder, names))


def _bodies(folder: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        with suppress(ProblemError):  # who runs the programs will tell
            yield snippets.load(folder, name).body
