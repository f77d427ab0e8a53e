"""The installed distributions that a program's run depends on, and modules that belong to none."""

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from running_loop.programs import installations, modules
from running_loop.programs.imports import imported as names_in


def parts(declared: Iterable[Requirement], names: Iterable[str]) -> dict[str, str]:
    """Return all that is installed here of what a program depends on, for its key.

    A distribution from an index is what its version says. Of anything else, such as one
    that is installed in editable form, the sources count.

    Args:
        declared: The distributions that it declares, or needs all the same.
        names: The modules that it imports from elsewhere.
    """
    declared, names = tuple(declared), frozenset(names)
    loose: frozenset[str] = frozenset()
    while True:
        versions = closure((*declared, *map(Requirement, undeclared(names, declared))))
        doubtful = {name for item in versions for name in installations.doubtful(item)}
        reached = doubtful.union(name for name in names if _is_loose(name, versions)) - loose
        if not reached:
            break
        loose |= reached
        names |= {name for module in reached for name in _imported_by(module)}
    installed = {name: text for name in versions if (text := installations.recorded(name))}
    return {
        **{f"package {name}": version for name, version in versions.items()},
        **{f"package {name}, as installed": text for name, text in installed.items()},
        **{f"source of {name}": modules.digest_of(modules.sources(name)) for name in sorted(loose)},
    }


def closure(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Return the versions of distributions, and of all that they require in turn, by name.

    One that is not installed has the version "missing".
    """
    return dict(_closure(tuple(requirements)))


@cache
def _closure(requirements: tuple[Requirement, ...]) -> Mapping[str, str]:
    """Return a closure; most programs of a site require the same."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [item for item in requirements if applies(item)]
    while waiting:
        item = waiting.pop()
        name = canonicalize_name(item.name)
        wanted = {(name, extra) for extra in ("", *item.extras)} - seen
        seen |= wanted
        found[name] = _version(name)
        waiting.extend(needed for pair in wanted for needed in _required(*pair))
    return dict(sorted(found.items()))


def applies(requirement: Requirement, extra: str = "") -> bool:
    """Return whether a requirement counts on this machine, for an extra of who has it."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def undeclared(names: Iterable[str], declared: Iterable[Requirement]) -> list[str]:
    """Return the distributions of imported modules that are not declared."""
    known = closure(declared)
    unknown = {name for name in names if canonicalize_name(name) not in known}
    return [name for name in imported(unknown) if canonicalize_name(name) not in known]


def imported(names: Iterable[str]) -> list[str]:
    """Return the names of the installed distributions that have the modules of these names."""
    here = [name for name in names if modules.origins(name)]
    # To read what each distribution has takes as long as a fifth of a build.
    providers = _providers() if here else {}
    return sorted({item for name in here for item in providers.get(name, ())})


def _is_loose(name: str, versions: Mapping[str, str]) -> bool:
    """Return whether a module is here and belongs to no distribution."""
    if versions.get(canonicalize_name(name), "missing") != "missing" or not modules.origins(name):
        return False
    return name not in _providers()


def _imported_by(module: str) -> set[str]:
    """Return the modules that another one imports from elsewhere."""
    texts = (path for path in modules.sources(module).values() if path.suffix == ".py")
    found = (names_in(path.read_text(encoding="utf-8", errors="replace")) for path in texts)
    return set().union(*found) - {module} - sys.stdlib_module_names


def _version(name: str) -> str:
    return installations.stated(name)[0]


@cache
def _required(name: str, extra: str) -> tuple[Requirement, ...]:
    """Return what a distribution requires, or what it requires for one of its extras."""
    required = map(Requirement, installations.stated(name)[1])
    return tuple(item for item in required if applies(item, extra))


@cache
def _providers() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()
