"""Series and releases of Python: `3.13` and `3.13.0`, and their order."""

import re
from collections.abc import Iterable

from packaging.version import Version

# What a Python says of itself; one that was built from a checkout adds a plus to the last release.
VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}((a|b|rc)[0-9]{1,3})?\+?")


def release(version: str) -> Version:
    """Return a version or series as what has an order, in which a candidate precedes its release.

    Raises:
        InvalidVersion: It is neither; a text that fits `VERSION` is one.
    """
    return Version(version.removesuffix("+"))


def series_of(version: str) -> str:
    """Return the series of a version of Python, for example `3.13`."""
    return ".".join(version.split(".")[:2])


def spans(series: Iterable[str]) -> str:
    """Return series as a reader names them, those that follow one another as one.

    For example `3.9, 3.11 to 3.14`.
    """
    found: list[list[str]] = []
    for item in sorted(series, key=release):
        if found and _follows(item, found[-1][-1]):
            found[-1].append(item)
        else:
            found.append([item])
    return ", ".join(f"{span[0]} to {span[-1]}" if span[1:] else span[0] for span in found)


def _follows(series: str, other: str) -> bool:
    major, minor = release(series).release
    return release(other).release == (major, minor - 1)
