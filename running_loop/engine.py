"""The engine's own sources, on which every recording depends."""

from functools import cache
from pathlib import Path

from running_loop.key import digest

# What decides how a program runs, who answers it, and what of its output is kept.
RUNNING = (
    "confinement.py",
    "output.py",
    "processes.py",
    "recording.py",
    "runner.py",
    "services/**/*.py",
    "tape.py",
    "tracer/*.py",
)
CELLS = ("cell_streams.py", "confinement.py", "copies.py", "kernel.py", "output.py")


@cache
def version(patterns: tuple[str, ...] = RUNNING) -> str:
    """Return a digest of the modules of this package whose paths match."""
    folder = Path(__file__).parent
    paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return digest(b"".join(path.read_bytes() for path in paths))
