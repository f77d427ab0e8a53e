"""Templates of the theme, compiled once and kept: to compile them takes half a build."""

import base64
import marshal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates

from running_loop.store import atomic, seal

# MkDocs renders each page with the first, and by itself those that a theme calls static.
FIRST = "main.html"
# Another of these compiles to something else, or cannot read what this one compiled.
COMPILER = f"{sys.version} {sys.flags.optimize} {jinja2.__version__}"


class Cache(BytecodeCache):
    """Compiled templates, each in a file of its own.

    They are executed, so a file counts only with the seal of this user. Any other, and one
    that is damaged, is written anew.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self._folder = folder
        self._named: dict[str, list[str]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template into its bucket, if it is kept."""
        with suppress(OSError, ValueError):
            sealed, text = self._path(bucket).read_text(encoding="utf-8").split("\n")
            if seal.fits(f"{_cause(bucket)}\n{text}".encode(), sealed):
                named, code = marshal.loads(base64.b64decode(text))  # noqa: S302, it is ours
                bucket.code, self._named[bucket.key] = code, named

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        held = (self._named.get(bucket.key), bucket.code)
        text = base64.b64encode(marshal.dumps(held)).decode()
        sealed = seal.of(f"{_cause(bucket)}\n{text}".encode())
        with suppress(OSError):  # the store says so when it keeps a recording
            atomic.write(self._path(bucket), f"{sealed}\n{text}")

    def named(self, bucket: Bucket) -> list[str] | None:
        """Return the templates that the one of a bucket names, or None if that is not known."""
        return self._named.get(bucket.key) if bucket.code else None

    def keep(self, bucket: Bucket, code: CodeType, named: list[str]) -> None:
        """Keep the code of a template, and the names of those that it names."""
        bucket.code, self._named[bucket.key] = code, named
        self.set_bucket(bucket)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.template"


def cache(folder: Path) -> Cache | None:
    """Return what keeps compiled templates in a folder, or None if it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # the store says so when it keeps a recording
        return None
    return Cache(folder)


def get_ready(environment: Environment, cache: Cache) -> Iterator[str]:
    """Compile the templates of pages that a cache has not, and yield the name of each.

    Args:
        environment: Where the theme has its templates.
        cache: What the build will take them from.
    """
    wanted = [FIRST]
    for name in wanted:
        wanted += [found for found in _compile(environment, cache, name) if found not in wanted]
        yield name


def _compile(environment: Environment, cache: Cache, name: str) -> list[str]:
    """Compile one template if it is not in the cache, and return those that it names."""
    loader = environment.loader
    try:
        source, file, _ = loader.get_source(environment, name) if loader else ("", None, None)
    except TemplateNotFound:  # many are named for the case that they are there
        return []
    bucket = cache.get_bucket(environment, name, file, source)
    named = cache.named(bucket)
    if named is None:
        tree = environment.parse(source, name, file)
        named = [found for found in find_referenced_templates(tree) if found]
        cache.keep(bucket, environment.compile(tree, name, file), named)
    return named


def _cause(bucket: Bucket) -> str:
    """Return all that the code of a template depends on."""
    environment = bucket.environment
    settings = [environment.autoescape, environment.trim_blocks, environment.lstrip_blocks]
    return repr([bucket.key, bucket.checksum, COMPILER, sorted(environment.extensions), settings])
