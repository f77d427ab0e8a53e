"""The engine's own sources, on which every recording depends."""

from functools import cache
from pathlib import Path

from running_loop.key import digest

# What decides how a program runs, who answers it, and what of its output is kept.
RUNNING = (
    "confinement.py",
    "exits.py",
    "guise/*.py",
    "interpreters.py",
    "leftovers.py",
    "machine.py",
    "output.py",
    "processes.py",
    "recording.py",
    "runner.py",
    "services/**/*.py",
    "tape.py",
    "tracer/*.py",
    "turns.py",
    "words.py",
)
# What decides how cells run, and what of their output is kept.
CELLS = (
    "cell_streams.py",
    "confinement.py",
    "copies.py",
    "exits.py",
    "interpreters.py",
    "kernel.py",
    "leftovers.py",
    "output.py",
    "preprocessor.py",
    "processes.py",
    "runner.py",
)
# What decides how a recording is told and drawn.
DRAWING = (
    "drawing.py",
    "events.py",
    "fence.py",
    "figures.py",
    "output.py",
    "prose.py",
    "recording.py",
    "tape.py",
    "timeline/*.py",
    "tracer/rows.py",
    "waits.py",
    "words.py",
)
# What decides which blocks of code are kept, and as what.
COLOURING = ("highlighting.py",)
# What decides which Pythons are found, and what is known of them.
FINDING = ("finding.py", "interpreters.py", "pythons.py")


@cache
def version(patterns: tuple[str, ...] = RUNNING) -> str:
    """Return a digest of the modules of this package whose paths match."""
    folder = Path(__file__).parent
    paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return digest(b"".join(path.read_bytes() for path in paths))
