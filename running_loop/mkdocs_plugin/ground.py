"""The ground of a site: a folder in which nothing stands that a build would delete."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

import running_loop
from running_loop.mkdocs_plugin.staging import OF_HOSTS
from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER

# One of them is in each site that MkDocs, or almost any other tool, has made.
SIGNS = ("index.html", "404.html", "sitemap.xml")
REMEDY = "name a folder for the site alone, such as site_dir: site"


def check(config: MkDocsConfig) -> None:
    """Raise a `ProblemError` if a build into `site_dir` would delete what it did not make."""
    site = Path(config.site_dir).resolve()
    place = Path(config.config_file_path).name
    if site.exists() and not site.is_dir():
        found = f"site_dir, {site}, is no folder"
        raise ProblemError([Problem(place, found, remedy=REMEDY)])
    for source in _sources(config):
        if source.is_relative_to(site):
            found = f"site_dir, {site}, holds {source}, which a build would delete"
            raise ProblemError([Problem(place, found, remedy=REMEDY)])
    for source in _folders(config):
        if site.is_relative_to(source):
            found = f"site_dir, {site}, lies in {source}, where sources are"
            raise ProblemError([Problem(place, found, remedy=REMEDY)])
    strange = _strange(site)
    if strange:
        found = f"site_dir, {site}, holds {strange} and no index.html, so it is no site"
        raise ProblemError([Problem(place, found, remedy=f"{REMEDY}, or empty it")])


def _folders(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the folders that hold nothing but sources."""
    yield Path(config.config_file_path).resolve().parent / FOLDER
    yield Path(config.docs_dir).resolve()
    yield Path(running_loop.__file__).resolve().parent


def _sources(config: MkDocsConfig) -> Iterator[Path]:
    yield from _folders(config)
    named = (config.config_file_path, *config.theme.dirs, *config.hooks, *config.watch)
    yield from (Path(name).resolve() for name in map(str, named))
    yield Path.cwd()
    with suppress(RuntimeError):  # nobody knows this user's
        yield Path.home().resolve()


def _strange(site: Path) -> str:
    """Return the name of an entry of a folder that is no site; empty if it is one, or empty."""
    if not site.is_dir() or any((site / sign).is_file() for sign in SIGNS):
        return ""
    names = sorted(entry.name for entry in site.iterdir())
    return next((name for name in names if not name.startswith(".") and name != OF_HOSTS), "")
