"""Series and releases of Python: `3.13` and `3.13.0`, and their order."""

import re


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of a version or series, in whose order versions follow one another."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def series_of(version: str) -> str:
    """Return the series of a version of Python, for example `3.13`."""
    return ".".join(version.split(".")[:2])
