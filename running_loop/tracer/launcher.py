"""The launcher: `python -I -S launcher.py EVENTS PROGRAM [ARGUMENT ...]`.

It prepares the program and becomes `python` with what it prepared. Whatever
cannot be traced is run as it is.
"""

import os
import sys

FOLDER, PACKAGE = os.path.split(os.path.dirname(os.path.realpath(__file__)))


def main(arguments: list[str]) -> None:
    """Replace this process by the traced program, or by the program as it is."""
    events, program, *rest = arguments
    python = sys.orig_argv[0]
    # What is held back in a buffer would be seen too late.
    options = [] if os.environ.get("PYTHONUNBUFFERED") else ["-u"]
    command = [python, *options, program, *rest]
    try:
        if os.path.exists(events):
            os.unlink(events)
        sys.path.append(FOLDER)
        prepare = __import__(f"{PACKAGE}.prepare").prepare.prepare
        entry = prepare(_absolute(program), events, command)
    except Exception:
        os.execv(sys.executable, command)
    os.execv(sys.executable, [python, *options, entry, *rest])


def _absolute(program: str) -> str:
    """Return the path that Python shows: made absolute, and nothing else."""
    return os.path.join(os.getcwd(), program.removeprefix("./"))


if __name__ == "__main__":
    main(sys.argv[1:])
