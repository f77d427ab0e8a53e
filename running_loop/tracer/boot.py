"""The first thing that a traced program does, unseen: it becomes itself and is recorded.

Python was started with a compiled copy of the program. What differs from
`python program.py` is set right here, before the program's first line.
"""

from __future__ import annotations

import os
import sys

from .places import OURS
from .recorder import Recorder
from .tracer import Tracer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType
    from typing import Any

MOST_ROWS = 10_000
# Programs may print the numbers of their own files and sockets, which count from below.
DESCRIPTORS = (1000, 250, 60)


def become(program: str, command: list[str]) -> None:
    """Make this process look as if it had been started with the program itself.

    Args:
        program: The path of the program as Python would show it.
        command: What `sys.orig_argv` would be, the program and its arguments last.
    """
    main = sys.modules["__main__"].__dict__
    entry = main["__file__"]
    count = len(sys.argv)
    main["__file__"] = program
    loader = sys.modules["_frozen_importlib_external"].SourceFileLoader
    main["__loader__"] = loader("__main__", program)
    sys.orig_argv[:] = command
    sys.argv[0] = command[-count]
    sys.path_importer_cache.pop(entry, None)
    if not sys.flags.safe_path:
        sys.path[0] = os.path.dirname(os.path.realpath(program))
    os.unlink(entry)
    # Here, and not where it was compiled with marks, the filters of warnings are its own.
    with open(program, "rb") as file:
        compile(file.read(), program, "exec", dont_inherit=True)


def rename(modules: Iterable[ModuleType]) -> None:
    """Give the code of modules another file: the path of the tracer is nobody's business."""
    fix = sys.modules["_imp"]._fix_co_filename
    for module in tuple(modules):
        for value in vars(module).values():
            held = vars(value).values() if isinstance(value, type) else [value]
            for item in held:
                code = getattr(getattr(item, "__func__", item), "__code__", None)
                if code is not None:
                    fix(code, OURS)


def record(events: str) -> None:
    """Record from now on into a file that exists."""
    tracer = Tracer(Recorder(MOST_ROWS, _writer(events)))
    tracer.start()
    had = "atexit" in sys.modules
    import atexit  # noqa: PLC0415, the program may not have it

    atexit.register(tracer.exit)
    tracer.unregister = lambda: atexit.unregister(tracer.exit)
    if not had:
        del sys.modules["atexit"]


def _writer(path: str) -> Any:
    low = os.open(path, os.O_WRONLY | os.O_APPEND)
    descriptor = _lifted(low)
    # The program may put functions of its own in their place.
    look, samestat, write_to = os.fstat, os.path.samestat, os.write
    file = look(descriptor)

    def write(data: bytes) -> None:
        # A program may close files that it did not open, and the number may be another file's.
        if samestat(look(descriptor), file):
            write_to(descriptor, data)

    return write


def _lifted(low: int) -> int:
    for high in DESCRIPTORS:
        try:
            os.fstat(high)
        except OSError:
            pass
        else:
            continue
        try:
            os.dup2(low, high, inheritable=False)
        except OSError:
            continue
        os.close(low)
        return high
    return low
