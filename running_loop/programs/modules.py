"""Where this Python has its modules, and what their sources hold."""

import importlib.util
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.machinery import ModuleSpec
from pathlib import Path

from running_loop.store.key import digest

CACHES = "__pycache__"


def origins(name: str) -> tuple[Path, ...]:
    """Return the file of a module, or the folders of a package; nothing if it is not here."""
    spec = _spec(name)
    if spec is None:
        return ()
    if spec.submodule_search_locations is not None:
        return tuple(map(Path, spec.submodule_search_locations))
    return (Path(spec.origin),) if spec.origin and spec.has_location else ()


def is_regular(name: str) -> bool:
    """Return whether a module is here that is more than a folder."""
    spec = _spec(name)
    return spec is not None and spec.origin is not None


def sources(name: str) -> dict[str, Path]:
    """Return all files of a module by their paths in it; nothing if it is not here."""
    places = ((place, path) for place in origins(name) for path in files(place))
    return {f"{place.name}/{path.relative_to(place).as_posix()}": path for place, path in places}


def files(place: Path) -> list[Path]:
    """Return the file of a module, or those of a package, sorted; no hidden ones, no caches."""
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if _is_own(path.relative_to(place)))
    return sorted(path for path in found if path.is_file())


def digest_of(named: Mapping[str, Path]) -> str:
    """Return a digest of files by their names, and of what they hold."""
    return _digest(tuple((name, path, *_stamp(path)) for name, path in named.items()))


# A server builds many times, and many programs use one package.
@lru_cache(maxsize=64)
def _digest(stamped: tuple[tuple[str, Path, int, int], ...]) -> str:
    lines = (f"{name}\0{digest(_read(path))}\n" for name, path, *_ in stamped)
    return digest("".join(lines).encode("utf-8", "surrogateescape"))


@cache
def _spec(name: str) -> ModuleSpec | None:
    try:
        return importlib.util.find_spec(name)
    except (ImportError, AttributeError, ValueError):
        return None


def _is_own(below: Path) -> bool:
    return CACHES not in below.parts and not any(part.startswith(".") for part in below.parts)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        facts = path.stat()
    except OSError:
        return 0, 0
    return facts.st_mtime_ns, facts.st_size


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
