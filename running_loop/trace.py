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
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from running_loop import events, timeline, tracer
from running_loop.events import Event
from running_loop.output import one_line

KILLED = 128


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a program, write its timeline, and return the program's status."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    program = Path(chosen.program)
    if not program.is_file():
        parser.error(f"no such program: {one_line(str(program))}")
    outputs = chosen.output or [Path(f"{program.stem}.svg")]
    wrong = [path for path in outputs if path.suffix not in WRITERS]
    if wrong:
        parser.error(f"{one_line(str(wrong[0]))}: the name must end in {', '.join(WRITERS)}")
    status, recorded = trace(program, chosen.arguments)
    for path in outputs:
        path.write_text(WRITERS[path.suffix](recorded, program), encoding="utf-8")
        sys.stderr.write(f"timeline: {one_line(str(path))}\n")
    if not any(event["event"] == "loop" for event in recorded):
        sys.stderr.write("timeline: no event loop ran\n")
    return status


def trace(program: Path, arguments: Sequence[str] = ()) -> tuple[int, list[Event]]:
    """Run a program and return its exit status and its events."""
    with tempfile.TemporaryDirectory(prefix="running-loop-") as folder:
        file = Path(folder) / "events"
        command = tracer.command(sys.executable, str(program), str(file), *arguments)
        status = _wait(command)
        recorded = events.read(file)
    return (status if status >= 0 else KILLED - status), recorded


def _wait(command: list[str]) -> int:
    """Run a command to its end; an interrupt is for the program, which is asked to end too."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        # Unlike one that is ignored, a signal that is handled is the program's own again.
        signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(command) as process:
            return process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _svg(recorded: list[Event], program: Path) -> str:
    source = program.read_text(encoding="utf-8", errors="replace")
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
    sys.exit(main())
