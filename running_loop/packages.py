"""The installed distributions that a program's run depends on."""

import sys
from collections.abc import Mapping
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from running_loop import files


def closure(requirements: tuple[Requirement, ...]) -> dict[str, str]:
    """Return the versions of distributions, and of all that they require in turn, by name.

    One that is not installed has the version "missing".
    """
    found: dict[str, str] = {}
    waiting = [canonicalize_name(item.name) for item in requirements if applies(item)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name], needed = _installed(name)
            waiting.extend(needed)
    return dict(sorted(found.items()))


def applies(requirement: Requirement) -> bool:
    """Return whether a requirement counts on this machine."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


@cache
def _installed(name: str) -> tuple[str, tuple[NormalizedName, ...]]:
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return "missing", ()
    required = [Requirement(line) for line in distribution.requires or ()]
    needed = (canonicalize_name(item.name) for item in required if applies(item))
    return distribution.version, tuple(needed)


def undeclared(source: str, declared: tuple[Requirement, ...]) -> list[str]:
    """Return the distributions that a text of Python imports and that are not declared."""
    known = closure(declared)
    names = {name for name in files.imports(source) if name not in sys.stdlib_module_names}
    if all(canonicalize_name(name) in known for name in names):
        return []
    return [name for name in imported(source) if canonicalize_name(name) not in known]


def imported(source: str) -> list[str]:
    """Return the names of the installed distributions that a text of Python imports itself."""
    names = {name for name in files.imports(source) if name not in sys.stdlib_module_names}
    if not names:
        return []
    providers = _providers()
    return sorted({item for name in names for item in providers.get(name, ())})


@cache
def _providers() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()
