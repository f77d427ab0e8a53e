"""The launcher: `python -I -S launcher.py EVENTS PROGRAM [ARGUMENT ...]`.

It compiles the program with marks and a first statement that starts the tracer,
writes that to a file, and becomes `python` with this file. So the program's own
code is what Python runs as `__main__`, with nothing above it on the stack.
Whatever cannot be traced is run as it is.
"""

import _frozen_importlib_external
import marshal
import os
import sys
import warnings

FOLDER, PACKAGE = os.path.split(os.path.dirname(os.path.realpath(__file__)))
# The modules of the tracer are forgotten at once: the program does not find them.
BOOT = """
try:
    import sys
    before = {{*sys.modules, *sys.builtin_module_names}}
    keeps = sys.dont_write_bytecode
    sys.dont_write_bytecode = False
    sys.path.insert(0, {folder!r})
    try:
        from {package} import boot
    finally:
        sys.path.pop(0)
        sys.path_importer_cache.pop({folder!r}, None)
        sys.dont_write_bytecode = keeps
        for name in sys.modules.keys() - before:
            del sys.modules[name]
    boot.become({program!r}, {command!r})
    boot.record({events!r})
except Exception as error:
    # The program runs all the same; the rows say why it was not traced.
    with open({events!r}, "ab") as file:
        rows = [(1, 1, repr(error)), (9, 0), (24, 0, 1)]
        file.write(sys.modules["marshal"].dumps(rows, 2))
"""


def main(arguments: list[str]) -> None:
    """Replace this process by the traced program, or by the program as it is."""
    events, program, *rest = arguments
    if os.path.exists(events):
        os.unlink(events)
    python = sys.orig_argv[0]
    command = [python, "-u", program, *rest]
    try:
        entry = _prepare(events, program, command)
    except Exception:
        os.execv(sys.executable, command)
    os.execv(sys.executable, [python, "-u", entry, *rest])


def _prepare(events: str, program: str, command: list[str]) -> str:
    sys.path.append(FOLDER)
    instrument = __import__(f"{PACKAGE}.instrument").instrument
    shown = _absolute(program)
    boot = BOOT.format(
        folder=FOLDER,
        package=PACKAGE,
        program=shown,
        command=command,
        events=events,
    )
    # The traced process gives the warnings of the compiler, under its own filters.
    with warnings.catch_warnings(action="ignore"), open(program, "rb") as source:
        code, sites = instrument.instrument(source.read(), shown, boot)
    _write_header(events, shown, sites)
    with open(f"{events}.pyc", "wb") as entry:
        entry.write(_frozen_importlib_external.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))
    return entry.name


def _absolute(program: str) -> str:
    """Return the path that Python shows: made absolute, and nothing else."""
    return os.path.join(os.getcwd(), program.removeprefix("./"))


def _write_header(events: str, program: str, sites: list[object]) -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    header = {"program": program, "python": version, "sites": sites}
    with open(events, "wb") as file:
        marshal.dump(header, file, 2)


if __name__ == "__main__":
    main(sys.argv[1:])
