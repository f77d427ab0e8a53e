"""The Pythons that run programs."""

import os
import platform
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from running_loop.problem import Problem
from running_loop.programs import distributions
from running_loop.programs.snippets import Snippet
from running_loop.pythons.series import release, series_of


@dataclass(frozen=True)
class Interpreter:
    """One Python.

    Attributes:
        executable: The path of its executable.
        version: Its version, for example `3.11.7`.
        build: What tells it from every other build of that version.
        libraries: The folders of its modules, the innermost first.
        beside: The other Pythons that a program on it may start.
    """

    executable: str
    version: str
    build: str
    libraries: tuple[str, ...]
    beside: tuple["Interpreter", ...] = ()

    @property
    def series(self) -> str:
        """Its major and minor version, for example `3.11`."""
        return series_of(self.version)

    def refuses(self, snippet: Snippet) -> Problem | None:
        """Return why this Python, the build's own, cannot run a snippet, or None if it can."""
        wanted = snippet.header.requires_python
        if not wanted.contains(self.version, prereleases=True):
            return Problem(
                snippet.place,
                f"needs Python {wanted}, this build runs Python {self.version}",
                remedy="make the environment of the build with a Python that fits",
            )
        missing = [str(item) for item in snippet.header.dependencies if not _installed(item)]
        if not missing:
            return None
        return Problem(
            snippet.place,
            f"needs {', '.join(missing)}, not installed here",
            remedy="install it beside running-loop, and pin it where the site pins its tools",
        )


@cache
def current() -> Interpreter:
    """Return the Python that runs this code."""
    site = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    libraries = (*sorted(site, key=len, reverse=True), str(Path(os.__file__).parent))
    version = str(release(platform.python_version()))  # the build says what follows it
    return Interpreter(sys.executable, version, _build(), libraries)


def _build() -> str:
    return f"{sys.version} on {sysconfig.get_platform()}"


@cache
def _installed(requirement: Requirement) -> bool:
    if not distributions.applies(requirement):
        return True
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return False
    return requirement.specifier.contains(version, prereleases=True)
