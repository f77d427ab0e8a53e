"""The environment of programs: few names of the builder's, and what is the same everywhere."""

import os
from pathlib import Path

# No other of the builder's variables can reach a published page, nor is a server's business.
ALLOWED_NAMES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
FIXED_ENVIRONMENT = {
    "COLUMNS": "72",
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}


def inherited() -> dict[str, str]:
    """Return the variables of this process that what it starts may have."""
    return {name: os.environ[name] for name in ALLOWED_NAMES if name in os.environ}


def environment(folder: Path) -> dict[str, str]:
    """Return all environment variables of a program whose home lies in the folder."""
    private = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    return inherited() | FIXED_ENVIRONMENT | private
