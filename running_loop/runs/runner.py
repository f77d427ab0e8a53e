"""One run: a snippet, a fresh process, a recording."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from running_loop import clean, tracer
from running_loop.processes import leftovers, machine, supervision
from running_loop.processes.environment import environment
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.runs.guise import PLAIN, Guise
from running_loop.runs.recording import Recording
from running_loop.services.service import Lease
from running_loop.tracer import tape
from running_loop.tracer.prepare import prepare

EVENTS = "events"
MOST_OUTPUT = 64 * 1024

# Where the tracer cut a long text off.
CUT = "…"


def run(
    snippet: Snippet,
    interpreter: Interpreter,
    leases: Sequence[Lease] = (),
    guise: Guise = PLAIN,
) -> Recording:
    """Run a snippet once, with what services lend it, and return its recording.

    The program starts in an empty working directory, with a home and a folder
    for temporary files of its own. All three are removed afterwards.
    """
    lent = {name: value for lease in leases for name, value in lease.environment.items()}
    # What a program leaves there may be unreadable or still be written to.
    with tempfile.TemporaryDirectory(prefix=leftovers.prefix(), ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        program = folder / "program" / snippet.path.name
        python, own = guise.python(interpreter, folder), environment(folder)
        ended = supervision.supervise(
            lambda: guise.command(_prepared(snippet, program, python, folder)),
            folder=folder / "work",
            environment=own
            | lent
            | _variables(interpreter)
            | guise.environment(folder, own.get("PATH", "")),
            limits=supervision.Limits(snippet.header.timeout, MOST_OUTPUT, guise.halt),
        )
        places = _short_places(program, python)
        recorded = tape.record(folder / EVENTS, lambda text: _shown(text, places))
        text = guise.unseen(clean.shorten(clean.clean(ended.output), places))
    return Recording(
        snippet,
        python=interpreter.version,
        ending=ended.ending,
        status=ended.status,
        output=text,
        duration=ended.duration,
        services=tuple(lease.service for lease in leases),
        measured=machine.described() if snippet.header.measures else "",
        tape=recorded,
        waited=ended.waited,
        halted=ended.halted,
    )


def _prepared(snippet: Snippet, program: Path, interpreter: Interpreter, folder: Path) -> list[str]:
    """Write the files of a run into its folder, and return the command that runs the program."""
    for name in ("home", "program", "tmp", "work"):
        (folder / name).mkdir()
    for name, data in snippet.files.items():
        (program.parent / name).parent.mkdir(parents=True, exist_ok=True)
        (program.parent / name).write_bytes(data)
    program.write_text(snippet.body, encoding="utf-8")
    return _command(snippet, program, interpreter, folder / EVENTS)


def _command(snippet: Snippet, program: Path, interpreter: Interpreter, events: Path) -> list[str]:
    """Return the command that runs a program; it is recorded if a page may draw it."""
    plain = [interpreter.executable, str(program)]
    # Figures would be those of the program with its tracer.
    if snippet.header.timeline == "none" or snippet.header.measures:
        return plain
    if _resolved(interpreter.executable) != _resolved(sys.executable):
        is_drawn = not snippet.header.admits(current().version)
        return tracer.command(*plain, str(events)) if is_drawn else plain
    try:
        return [interpreter.executable, prepare(str(program), str(events), plain)]
    except Exception:  # noqa: BLE001, what cannot be compiled says so itself when it runs
        return plain


def _resolved(executable: str) -> Path:
    """Return the path of a Python by no link but its last: that one may make it another Python."""
    path = Path(executable)
    return path.parent.resolve() / path.name


def _variables(interpreter: Interpreter) -> dict[str, str]:
    """Return what tells a program where other Pythons are: PYTHON_3_10 and the like."""
    return {
        f"PYTHON_{other.series.replace('.', '_')}": other.executable for other in interpreter.beside
    }


def _shown(text: str, places: dict[str, str]) -> str:
    return clean.shorten(_whole(clean.one_line(text), places), places)


def _whole(text: str, places: dict[str, str]) -> str:
    """Return a text of a tape without the beginning of a folder at which the tracer cut it off."""
    kept = text.removesuffix(CUT)
    if kept == text:
        return text
    begun = (folder[:length] for folder in places for length in range(len(folder) - 1, 1, -1))
    return kept.removesuffix(max(filter(kept.endswith, begun), key=len, default="")) + CUT


def _short_places(program: Path, interpreter: Interpreter) -> dict[str, str]:
    libraries = {f"{folder}{os.sep}": f"...{os.sep}" for folder in interpreter.libraries}
    beside = f"..{os.sep}{program.parent.name}{os.sep}"  # as pytest names it from where it runs
    return {f"{program.parent}{os.sep}": "", beside: ""} | libraries
