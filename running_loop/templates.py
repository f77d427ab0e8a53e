"""Templates of the theme, compiled once and kept: to compile them takes half a build."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

# MkDocs renders each page with the first, and by itself those that a theme calls static.
FIRST = "main.html"


def cache(folder: Path) -> BytecodeCache | None:
    """Return what keeps compiled templates in a folder, or None if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # the store says so when it keeps a recording
        return None
    return _Cache(str(folder))


class _Cache(FileSystemBytecodeCache):
    """Does without what cannot be kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # the store says so
            super().dump_bytecode(bucket)


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
