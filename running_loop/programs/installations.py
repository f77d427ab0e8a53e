"""How distributions were installed: whether their versions say what they are."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from running_loop.programs import modules
from running_loop.store.key import digest

ORIGIN = "direct_url.json"
RECORD = "RECORD"


@cache
def find(name: str) -> metadata.Distribution | None:
    """Return an installed distribution, or None."""
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


@cache
def stated(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the version of a distribution and what it requires; "missing" if it is not here."""
    found = find(name)
    if found is None:
        return "missing", ()
    facts = found.metadata  # read once: to parse it takes long
    return facts["Version"], tuple(facts.get_all("Requires-Dist") or found.requires or ())


@cache
def recorded(name: str) -> str:
    """Return a digest of the files of a distribution that came from no index, as it was installed.

    It is empty for one from an index: its version says that.
    """
    found = find(name)
    text = found.read_text(RECORD) if found and found.read_text(ORIGIN) else None
    return digest(text.encode()) if text else ""


@cache
def doubtful(name: str) -> frozenset[str]:
    """Return the modules of a distribution whose files its version does not tell, or none.

    Such is one in editable form, or of which no installer noted the files.
    """
    found = find(name)
    if found is None or (not _is_editable(found) and found.read_text(RECORD)):
        return frozenset()
    named = [*_named(found), *_guessed(found)]
    here = [name for name in named if modules.origins(name)] or list(_linked(found))
    return frozenset(here)


def _is_editable(distribution: metadata.Distribution) -> bool:
    text = distribution.read_text(ORIGIN)
    try:
        origin = json.loads(text) if text else {}
        return bool(origin.get("dir_info", {}).get("editable"))
    except (ValueError, AttributeError):
        return True


def _named(distribution: metadata.Distribution) -> Iterator[str]:
    """Yield the modules that a distribution says it has."""
    yield from (distribution.read_text("top_level.txt") or "").split()
    for path in distribution.files or ():
        if path.suffix == ".py" and len(path.parts) <= len(("package", "__init__.py")):
            yield path.parts[0].removesuffix(".py")


def _guessed(distribution: metadata.Distribution) -> Iterator[str]:
    """Yield what the module of a distribution is called if it has its name."""
    yield distribution.metadata["Name"].replace("-", "_").partition(".")[0]


def _linked(distribution: metadata.Distribution) -> Iterator[str]:
    """Yield the modules in the folders that the `.pth` files of a distribution name."""
    for file in distribution.files or ():
        if file.suffix == ".pth":
            for line in file.read_text().splitlines():
                yield from _modules_in(Path(line))


def _modules_in(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        yield from (path.stem for path in folder.glob("*.py"))
        yield from (path.parent.name for path in folder.glob("*/__init__.py"))
