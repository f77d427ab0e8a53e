"""Series and releases of Python: `3.13` and `3.13.0`, and their order."""

import re

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
