"""Templates of the theme, compiled once and kept: to compile them takes half a build."""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    TemplateNotFound,
)
from jinja2.meta import find_referenced_templates
from mkdocs.theme import Theme

# MkDocs renders each page with the first, and by itself those that a theme calls static.
FIRST = "main.html"


def cache(folder: Path) -> BytecodeCache | None:
    """Return what keeps compiled templates in a folder, or None if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # the store says so when it keeps a recording
        return None
    return FileSystemBytecodeCache(str(folder))


def list_no_hidden(theme: Theme) -> None:
    """Have MkDocs list the files of a theme without hidden ones, of which it publishes none.

    Material hides 14,000 icons, and to look at the name of each takes a tenth of a build.
    """
    usual = theme.get_env

    def get_env() -> Environment:
        environment = usual()
        environment.loader = _Visible(theme.dirs)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]


class _Visible(FileSystemLoader):
    """Lists no hidden file; a template can name it all the same."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _visible(Path(folder))})


def _visible(folder: Path) -> Iterator[str]:
    for place, below, files in os.walk(folder):
        below[:] = filter(_is_visible, below)
        yield from (
            Path(place, name).relative_to(folder).as_posix() for name in filter(_is_visible, files)
        )


def _is_visible(name: str) -> bool:
    return not name.startswith(".")


def get_ready(environment: Environment, cache: BytecodeCache) -> Iterator[str]:
    """Compile the templates of pages that a cache has not, and yield the name of each.

    Args:
        environment: Where the theme has its templates.
        cache: What the build will take them from.
    """
    wanted = [FIRST]
    for name in wanted:
        wanted += [found for found in _compile(environment, cache, name) if found not in wanted]
        yield name


def _compile(environment: Environment, cache: BytecodeCache, name: str) -> Iterator[str]:
    """Compile one template if it is not in the cache, and yield those that it names."""
    loader = environment.loader
    try:
        source, file, _ = loader.get_source(environment, name) if loader else ("", None, None)
    except TemplateNotFound:  # many are named for the case that they are there
        return
    bucket = cache.get_bucket(environment, name, file, source)
    if bucket.code is None:
        tree = environment.parse(source, name, file)
        yield from (found for found in find_referenced_templates(tree) if found)
        bucket.code = environment.compile(tree, name, file)
        cache.set_bucket(bucket)
