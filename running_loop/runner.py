"""One run: a snippet, a fresh process, a recording."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from running_loop import leftovers, machine, output, processes
from running_loop.interpreters import Interpreter
from running_loop.recording import Recording
from running_loop.services.service import Lease
from running_loop.snippets import Snippet

MOST_OUTPUT = 64 * 1024
# No other name of the builder's environment can reach a published page.
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


def run(snippet: Snippet, interpreter: Interpreter, leases: Sequence[Lease] = ()) -> Recording:
    """Run a snippet once, with what services lend it, and return its recording.

    The program starts in an empty working directory, with a home and a folder
    for temporary files of its own. All three are removed afterwards.
    """
    lent = {name: value for lease in leases for name, value in lease.environment.items()}
    # What a program leaves there may be unreadable or still be written to.
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix(), ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        program = _furnish(folder, snippet)
        ended = processes.supervise(
            [interpreter.executable, str(program)],
            folder / "work",
            environment(folder) | lent | _variables(interpreter),
            snippet.header.timeout,
            MOST_OUTPUT,
        )
        text = output.shorten(output.clean(ended.output), _short_places(program, interpreter))
    return Recording(
        snippet,
        interpreter.version,
        ended.ending,
        ended.status,
        text,
        ended.duration,
        tuple(lease.service for lease in leases),
        machine.described() if snippet.header.measures else "",
    )


def environment(folder: Path) -> dict[str, str]:
    """Return all environment variables of a program whose home lies in the folder."""
    allowed = {name: os.environ[name] for name in ALLOWED_NAMES if name in os.environ}
    private = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    return allowed | FIXED_ENVIRONMENT | private


def _variables(interpreter: Interpreter) -> dict[str, str]:
    """Return what tells a program where other Pythons are: PYTHON_3_10 and the like."""
    return {
        f"PYTHON_{other.series.replace('.', '_')}": other.executable for other in interpreter.beside
    }


def _furnish(folder: Path, snippet: Snippet) -> Path:
    for name in ("home", "program", "tmp", "work"):
        (folder / name).mkdir()
    program = folder / "program" / snippet.path.name
    for name, data in snippet.files.items():
        (program.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (program.parent / name).write_bytes(data)
    program.write_text(snippet.body, encoding="utf-8")
    return program


def _short_places(program: Path, interpreter: Interpreter) -> dict[str, str]:
    libraries = {f"{folder}{os.sep}": f"...{os.sep}" for folder in interpreter.libraries}
    return {f"{program.parent}{os.sep}": ""} | libraries
