"""Whether a recording is what the program's header says."""

import re

from running_loop.problem import Problem
from running_loop.processes.supervision import Ending
from running_loop.pythons.interpreter import current
from running_loop.runs import privacy
from running_loop.runs.recording import Recording
from running_loop.runs.runner import MOST_OUTPUT
from running_loop.runs.uncaught import raised


def problem(recording: Recording) -> Problem | None:
    """Return what is wrong with a recording, or None if it is as declared."""
    found = privacy.problem(recording)  # any other message would show the output
    if found:
        return found
    if recording.ending is Ending.OVERTIME:
        return _overtime(recording)
    if recording.ending is Ending.FLOODED:
        return _flooded(recording)
    return _wrong_end(recording)


def _overtime(recording: Recording) -> Problem:
    limit = recording.snippet.header.timeout
    return Problem(
        recording.snippet.place,
        f"did not end within {limit:g} s{_where(recording)} and was stopped",
        "an end within its time limit",
        f"mend the program, or declare timeout = {limit * 3:g} in its header",
        recording.output,
    )


def _flooded(recording: Recording) -> Problem:
    return Problem(
        recording.snippet.place,
        f"printed more than {MOST_OUTPUT // 1024} KiB{_where(recording)} and was stopped",
        "a few lines of output",
        "print less",
        recording.output[-400:],
    )


def _wrong_end(recording: Recording) -> Problem | None:
    header = recording.snippet.header
    name = _raised(recording) if recording.status else None
    if recording.status == header.exit_status and header.raises in (None, name):
        return None
    return Problem(
        recording.snippet.place_of(_line(recording)),
        f"ended with {_ending(name, recording.status)}{_where(recording)}",
        _ending(header.raises, header.exit_status),
        _remedy(recording, name),
        recording.output,
    )


def _raised(recording: Recording) -> str | None:
    return raised(recording.output, recording.snippet.path.name)


def _ending(name: str | None, status: int) -> str:
    how = f"exit status {status}" if status >= 0 else f"signal {-status}"
    return f"{name} ({how})" if name else how


def _remedy(recording: Recording, name: str | None) -> str:
    status = recording.status
    if status == 0:
        return "mend the program, or take raises or exit-status out of its header"
    declared = f'raises = "{name}"' if name else f"exit-status = {status}"
    python = f" --python {recording.series}" if _where(recording) else ""
    alone = f".venv/bin/running-loop run {recording.snippet.name}{python}"
    return f"mend the program, or declare {declared} in its header; to run it alone: {alone}"


def _where(recording: Recording) -> str:
    """Return on which Python it was, if that is not the build's own."""
    return "" if recording.series == current().series else f" on Python {recording.python}"


def _line(recording: Recording) -> int | None:
    file = re.escape(recording.snippet.path.name)
    lines = re.findall(rf'File "{file}", line ([0-9]{{1,9}})', recording.output)
    return int(lines[-1]) if lines else None
