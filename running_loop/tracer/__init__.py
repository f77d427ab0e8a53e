"""The tracer: it records what the event loops of a program do, from within its process.

Everything in this package is standard library only and may run beside any
program: in a process that `command` starts, or in the browser. The rows it
writes are described in `rows`; `running_loop.timeline.events` reads them.

How it stays unseen. The queue of ready callbacks is the one place that every
step of every task passes, on its way in (woken by whom) and out (begins to
run). The tracer puts a queue of its own there. Its methods return before the
program's code runs, so no frame of the tracer stands in a traceback, in
`inspect.stack()` or between a program and its recursion limit. What else is
listened to is in `taps`; `boot` gives all code of the tracer another file name,
so that not even a dump of all threads tells where it lies. All that is relied on in
asyncio is in `names`, and a recording says what of it this Python lacks.
"""

import os


def command(python: str, program: str, events: str, *arguments: str) -> list[str]:
    """Return the command that runs a program as `python program` does and records it.

    This takes two starts of Python. `prepare.prepare` spares one of them where the
    interpreter is the one that runs this.

    Args:
        python: The executable of the interpreter.
        program: The path of the program.
        events: The path of a file to be written; `running_loop.timeline.events.read` reads it.
        *arguments: What the program finds in `sys.argv[1:]`.
    """
    launcher = os.path.join(os.path.dirname(__file__), "launcher.py")
    return [python, "-I", "-S", launcher, os.path.abspath(events), program, *arguments]
