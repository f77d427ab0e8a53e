"""Whether a recording is what the program's header says."""

import re
from collections.abc import Iterator

from running_loop import privacy
from running_loop.interpreters import current
from running_loop.problem import Problem
from running_loop.processes import Ending
from running_loop.recording import Recording
from running_loop.runner import MOST_OUTPUT

PLAIN_TRACEBACK = "Traceback (most recent call last):"
GROUP_TRACEBACK = "  + Exception Group Traceback (most recent call last):"
# A traceback after one of these is a report; it did not end the program.
REPORTS = ("Exception ignored", "future:", "task:", "handle:", "Task ", "Future ")
EXCEPTION = r"(?P<name>[A-Za-z_][\w.]*)(?::|$)"


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


def raised(output: str) -> str | None:
    """Return the name of the exception whose traceback ended a program, or None."""
    found = list(_exceptions(output.splitlines()))
    return found[-1].rpartition(".")[2] if found else None


def _exceptions(lines: list[str]) -> Iterator[str]:
    prefix = None
    for previous, line in zip(["", *lines], lines, strict=False):
        if line in (PLAIN_TRACEBACK, GROUP_TRACEBACK):
            own = not previous.startswith(REPORTS)
            prefix = ("" if line == PLAIN_TRACEBACK else r"  \| ") if own else None
        elif previous.lstrip().startswith("^") and re.match(
            r"(Syntax|Indentation|Tab)Error:", line
        ):
            yield line.partition(":")[0]
        elif prefix is not None and (match := re.match(prefix + EXCEPTION, line)):
            yield match["name"]
            prefix = None


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
    name = raised(recording.output) if recording.status else None
    if recording.status == header.exit_status and header.raises in (None, name):
        return None
    return Problem(
        recording.snippet.place_of(_line(recording)),
        f"ended with {_ending(name, recording.status)}{_where(recording)}",
        _ending(header.raises, header.exit_status),
        _remedy(recording, name),
        recording.output,
    )


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
    lines = re.findall(rf'File "{file}", line (\d+)', recording.output)
    return int(lines[-1]) if lines else None
