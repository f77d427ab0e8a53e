"""Finding Pythons: where interpreters may lie, what they say of themselves, and which to take."""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from running_loop.problem import Problem, ProblemError
from running_loop.processes import leftovers, supervision
from running_loop.processes.environment import environment
from running_loop.processes.supervision import Ending
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.pythons.series import release

VARIABLE = "RUNNING_LOOP_PYTHONS"
OWN = "current"
# Programs that say so compare with it; no other is run by it.
OLDEST = "3.10"
PROBE_TIMEOUT_S = 10.0
MOST_OUTPUT = 64 * 1024
NAME = re.compile(r"python(3(\.\d+)?)?")
STATED = re.compile(r"python(?P<series>\d+\.\d+)")
VERSION = re.compile(r"3\.\d+(\.\d+)?")
ANSWER = {"version", "build", "libraries", "is_usual"}
PROBE = """
import asyncio, json, os, platform, ssl, sys, sysconfig
site = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
print()
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "build": f"{sys.version} on {sysconfig.get_platform()}",
    "libraries": [*sorted(site, key=len, reverse=True), os.path.dirname(os.__file__)],
    "is_usual": platform.python_implementation() == "CPython"
        and sys.version_info.releaselevel == "final"
        and not sysconfig.get_config_var("Py_GIL_DISABLED"),
}))
"""


@dataclass(frozen=True)
class Found:
    """What a search gave.

    Attributes:
        interpreters: The Pythons that programs can run on, the build's own left out.
        broken: Why others cannot be used, by their paths.
    """

    interpreters: tuple[Interpreter, ...]
    broken: Mapping[str, str]


def search(setting: str) -> tuple[Found, list[str]]:
    """Return the Pythons that are here, and the names of what to look at before the next search.

    Args:
        setting: What RUNNING_LOOP_PYTHONS says; empty for all that are here.

    Raises:
        ProblemError: The setting names what cannot be used.
    """
    candidates, folders = _listed()
    named = [item.strip() for item in re.split(rf"[{re.escape(os.pathsep)},]", setting)]
    paths = [Path(item).absolute() for item in named if os.sep in item]
    tried = {*paths, *(() if setting and len(paths) == len(named) else candidates)}
    probed = _probed(sorted(tried, key=str))
    result = _chosen(probed, named) if setting else _best(probed)
    return result, [f"path {path}" for path in [*folders, *tried]]


def _listed() -> tuple[list[Path], list[Path]]:
    """Return what looks like a Python of this machine, and the folders in which it is."""
    # It takes a while to import, and most builds need it not.
    from findpython import Finder  # noqa: PLC0415

    folders = [Path(item) for item in os.environ.get("PATH", "").split(os.pathsep) if item]
    candidates: dict[Path, None] = {}
    for provider in Finder().setup_providers():
        root = getattr(provider, "root", None)
        folders += [root, root / "versions"] if root else []
        for python in provider.find_pythons():
            if _may_serve(python.executable):
                candidates[python.executable.resolve()] = None
    return list(candidates), folders


def _may_serve(path: Path) -> bool:
    # A shim starts one of the Pythons that are found without it, or none.
    if path.parent.name == "shims" or not NAME.fullmatch(path.name) or not os.access(path, os.X_OK):
        return False
    stated = STATED.match(path.resolve().name)
    if stated is None:
        return True
    series = stated["series"]
    return release(series) >= release(OLDEST) and series != current().series


def _probed(paths: list[Path]) -> dict[str, dict[str, Any] | str]:
    """Return what Pythons say of themselves, or why they cannot be used, by their paths."""
    with ThreadPoolExecutor(len(paths) or 1) as threads:
        return dict(zip(map(str, paths), threads.map(_probe, paths), strict=True))


def _probe(path: Path) -> dict[str, Any] | str:
    try:
        ended = _asked(path)
    except OSError as error:
        return f"cannot be started: {error.strerror}"
    said = ended.output.decode("utf-8", "replace").strip().splitlines()
    last = said[-1] if said else "nothing"
    if ended.ending is Ending.OVERTIME:
        return f"does not answer within {PROBE_TIMEOUT_S:g} s"
    if ended.status:
        return f"does not work (exit status {ended.status}): {last}"
    return _answer(last) or f"does not answer as a Python does: {last[:80]}"


def _answer(line: str) -> dict[str, Any] | None:
    """Return what a Python says of itself in a line, or None if no Python says that."""
    try:
        answer = json.loads(line)
        is_python = VERSION.fullmatch(answer["version"]) and answer.keys() == ANSWER
        return dict(answer) if is_python else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _asked(path: Path) -> supervision.Ended:
    command = [str(path), "-I", "-c", PROBE]
    # What works in the folder of a run ends with it, so each has its own.
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix()) as name:
        folder = Path(name)
        variables = environment(folder)
        limits = supervision.Limits(PROBE_TIMEOUT_S, MOST_OUTPUT)
        return supervision.supervise(lambda: command, folder, variables, limits)


def _best(probed: Mapping[str, dict[str, Any] | str]) -> Found:
    """Return the newest release of each series, and what is broken."""
    best: dict[str, Interpreter] = {}
    for python in _interpreters(probed, usual=True):
        known = best.get(python.series)
        if known is None or release(known.version) < release(python.version):
            best[python.series] = python
    best.pop(current().series, None)
    broken = {path: answer for path, answer in probed.items() if isinstance(answer, str)}
    return Found(tuple(best.values()), broken)


def _chosen(probed: Mapping[str, dict[str, Any] | str], named: list[str]) -> Found:
    """Return the Pythons that were named by version or path."""
    best: dict[str, Interpreter] = {}
    for name in named:
        if name != OWN and name != current().series:
            python = _named(name, probed)
            best[python.series] = python
    rival = best.pop(current().series, None)
    if rival and rival.build != current().build:
        found = f"names {rival.executable}, a Python {rival.version}"
        raise _refusal(
            found, f"none: the build's own Python {current().version} stands for its series"
        )
    return Found(tuple(best.values()), {})


def _named(name: str, probed: Mapping[str, dict[str, Any] | str]) -> Interpreter:
    if os.sep in name:
        path = str(Path(name).absolute())
        answer = probed[path]
        if isinstance(answer, str):
            raise _refusal(f"names {path}, which {answer}", "a path of a Python that works")
        return next(_interpreters({path: answer}, usual=False))
    if not VERSION.fullmatch(name):
        raise _refusal(f"has {name!r}", "versions such as 3.13, paths of Pythons, or current")
    here = list(_interpreters(probed, usual=False))
    fits = [item for item in here if f"{item.version}.".startswith(f"{name}.")]
    if not fits:
        versions = ", ".join(sorted({item.version for item in here}, key=release))
        raise _refusal(f"names Python {name}, which is not here", versions or "no other Python")
    return max(fits, key=lambda item: release(item.version))


def _interpreters(
    probed: Mapping[str, dict[str, Any] | str], *, usual: bool
) -> Iterator[Interpreter]:
    for path, answer in probed.items():
        if isinstance(answer, str) or (usual and not answer["is_usual"]):
            continue
        python = Interpreter(path, answer["version"], answer["build"], tuple(answer["libraries"]))
        if release(python.series) >= release(OLDEST):
            yield python


def _refusal(found: str, expected: str) -> ProblemError:
    remedy = f"name others, or unset {VARIABLE} and the build finds them"
    return ProblemError([Problem(VARIABLE, found, expected, remedy)])
