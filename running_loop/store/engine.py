"""The engine's own sources, on which every recording depends."""

from functools import cache
from pathlib import Path

from running_loop.store.key import digest

# What decides how a program runs, who answers it, and what of its output is kept.
RUNNING = (
    "clean.py",
    "english.py",
    "processes/*.py",
    "pythons/interpreter.py",
    "pythons/series.py",
    "runs/guise/*.py",
    "runs/recording.py",
    "runs/runner.py",
    "services/**/*.py",
    "tracer/*.py",
)
# What decides how cells run, and what of their output is kept.
CELLS = (
    "clean.py",
    "mkdocs_plugin/preprocessor.py",
    "processes/*.py",
    "pythons/interpreter.py",
    "pythons/series.py",
    "runs/cell_streams.py",
    "runs/copies.py",
    "runs/kernel.py",
    "runs/runner.py",
)
# What decides how a recording is told and drawn.
DRAWING = (
    "clean.py",
    "english.py",
    "fence.py",
    "pages/figures.py",
    "pages/prose.py",
    "pages/timelines.py",
    "pythons/series.py",
    "runs/recording.py",
    "timeline/*.py",
    "tracer/names.py",
    "tracer/rows.py",
    "tracer/tape.py",
)
# What decides which blocks of code are kept, and as what.
COLOURING = ("mkdocs_plugin/colours.py",)
# What decides which Pythons are found, and what is known of them.
FINDING = ("processes/*.py", "pythons/*.py")


@cache
def version(patterns: tuple[str, ...] = RUNNING) -> str:
    """Return a digest of the modules of this package whose paths match."""
    folder = Path(__file__).parent.parent
    paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
    return digest(b"".join(path.read_bytes() for path in paths))
