"""Draw what the event loop of a program does: `python -m running_loop.trace program.py`.

The program runs as with `python program.py`: it prints the same, takes the same
arguments and input, and ends with the same status. Then the timeline is
written, also when the program failed, crashed or was interrupted:

    python -m running_loop.trace program.py
    python -m running_loop.trace -o picture.svg program.py its arguments
    python -m running_loop.trace -o picture.svg -o words.txt -o events.json program.py

What is recorded are the first ten thousand steps, wake-ups and printed lines;
a longer program runs on at its full speed. Loops that are not asyncio's own,
such as uvloop's, cannot be traced, and the timeline says so.

A signal that asks this to end is passed on to the program. What was recorded
until then is written when the program has ended.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from running_loop import timeline, tracer
from running_loop.clean import one_line
from running_loop.problem import Problem
from running_loop.processes import foreground
from running_loop.store import atomic
from running_loop.timeline import events
from running_loop.timeline.kinds import Event

KILLED = 128
REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a program, write its timeline, and return the program's status.

    The status is 2, and the program does not run, if it or a place for the timeline is
    not there; it is 1 if the program ended well and the timeline cannot be written.
    """
    chosen = _parser().parse_args(arguments)
    program = Path(chosen.program)
    outputs = list(dict.fromkeys(chosen.output or [Path(f"{program.stem}.svg")]))
    problems = [*_wrong_program(program), *(found for path in outputs for found in _wrong(path))]
    if problems:
        sys.stderr.write("".join(f"{problem}\n" for problem in problems))
        return REFUSED
    status, recorded = trace(program, chosen.arguments)
    written = [_write(path, recorded, program) for path in outputs]
    if not any(event["event"] == "loop" for event in recorded):
        forked = any(event["event"] == "forked" for event in recorded)
        loops = "event loops ran in forked processes only" if forked else "no event loop ran"
        sys.stderr.write(f"timeline: {loops}\n")
    return status if all(written) else status or 1


def trace(program: Path, arguments: Sequence[str] = ()) -> tuple[int, list[Event]]:
    """Run a program and return its exit status and its events."""
    with tempfile.TemporaryDirectory(prefix="running-loop-") as folder:
        file = Path(folder) / "events"
        command = tracer.command(sys.executable, str(program), str(file), *arguments)
        status = foreground.run(command)
        recorded = events.read(file)
    return (status if status >= 0 else KILLED - status), recorded


def _wrong_program(program: Path) -> Iterator[Problem]:
    remedy = "name a file: python -m running_loop.trace program.py"
    if not program.exists():
        yield Problem(str(program), "no such program", remedy=remedy)
    elif not program.is_file():
        yield Problem(str(program), "is no file", "a program", remedy)
    elif not os.access(program, os.R_OK):
        yield Problem(str(program), "cannot be read", remedy=f"chmod u+r {program}")


def _wrong(output: Path) -> Iterator[Problem]:
    """Yield why a timeline cannot be written: the program must not run in vain."""
    place, folder = str(output), output.parent
    if output.suffix not in WRITERS:
        expected = f"the name must end in {', '.join(WRITERS)}"
        yield Problem(place, f"ends in {output.suffix or 'nothing'}", expected, "rename it")
    if output.is_dir():
        yield Problem(place, "is a folder", "a file to write", f"-o {output / 'timeline.svg'}")
    elif not folder.is_dir():
        found = f"{folder} is no folder" if folder.exists() else f"the folder {folder} is not there"
        yield Problem(place, found, remedy=f"mkdir -p {folder}, or name another after -o")
    elif not os.access(folder, os.W_OK):
        yield Problem(place, f"the folder {folder} cannot be written", remedy="name another")


def _write(path: Path, recorded: list[Event], program: Path) -> bool:
    try:
        # A link stays one: what it leads to is written.
        atomic.write(path.resolve(), WRITERS[path.suffix](recorded, program))
    except OSError as error:
        found = f"was not written: {error.strerror or error}"
        sys.stderr.write(f"{Problem(str(path), found, remedy='name another after -o')}\n")
        return False
    sys.stderr.write(f"timeline: {one_line(str(path))}\n")
    return True


def _svg(recorded: list[Event], program: Path) -> str:
    source = program.read_text(encoding="utf-8", errors="replace") if program.is_file() else ""
    title = one_line(program.name)
    drawn = timeline.picture(timeline.tell(recorded), title=title, source=source, alone=True)
    return f"{drawn}\n"


def _txt(recorded: list[Event], _: Path) -> str:
    return timeline.words(timeline.tell(recorded))


def _json(recorded: list[Event], _: Path) -> str:
    return json.dumps(recorded, indent=1, ensure_ascii=False) + "\n"


WRITERS = {".svg": _svg, ".txt": _txt, ".json": _json}


def _parser() -> argparse.ArgumentParser:
    first, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        prog="python -m running_loop.trace",
        description=first,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        action="append",
        metavar="FILE",
        help="what to write: a picture (.svg), words (.txt) or the events (.json); "
        "can be given more than once (default: the program's name with .svg)",
    )
    parser.add_argument("program", help="a program that uses asyncio")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the program is given")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # while it draws
        sys.exit(KILLED + signal.SIGINT)
