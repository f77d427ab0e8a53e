"""The preparation: a program's code with marks, in a file that Python runs instead.

The file holds the compiled program with a first statement that starts the tracer.
So the program's own code is what Python runs as `__main__`, with nothing above
it on the stack.
"""

import _frozen_importlib_external
import marshal
import os
import sys
import warnings
from _thread import allocate_lock

from .instrument import Site, instrument

FOLDER, PACKAGE = os.path.split(os.path.dirname(os.path.realpath(__file__)))
# The modules of the tracer are forgotten at once: the program does not find them.
BOOT = """
try:
    import sys
    # One that the program imports again must be the same, for its types are.
    before = {{*sys.modules, *sys.builtin_module_names}} - ({{"_operator"}} - sys.modules.keys())
    keeps = sys.dont_write_bytecode
    sys.dont_write_bytecode = False
    sys.path.insert(0, {folder!r})
    try:
        from {package} import boot
        boot.rename(sys.modules[name] for name in sys.modules.keys() - before)
    finally:
        sys.path.pop(0)
        sys.path_importer_cache.pop({folder!r}, None)
        sys.dont_write_bytecode = keeps
        for name in sys.modules.keys() - before:
            del sys.modules[name]
    boot.become({program!r}, {command!r})
    boot.record({events!r})
except BaseException as error:
    # The program runs all the same; the rows say why it was not traced.
    if isinstance(error, KeyboardInterrupt):
        # What this is told to send is sent when it is forgotten, in the program.
        again = type("", (), {{"__del__": sys.modules["_thread"].interrupt_main}})()
    with open({events!r}, "ab") as file:
        rows = [(1, 1, repr(error)), (9, 0), (24, 0, 1)]
        file.write(sys.modules["marshal"].dumps(rows, 2))
"""
# What keeps the compiler's warnings is shared by all threads.
_compiling = allocate_lock()


def prepare(program: str, events: str, command: list[str]) -> str:
    """Write what is to be run by the Python that runs this, and return its path.

    The events of a run that was made before are removed.

    Args:
        program: The path of the program as Python shows it.
        events: The path of the file of events; the one to be run lies beside it.
        command: What `sys.orig_argv` would be, the program and its arguments last.

    Raises:
        SyntaxError: The program is not valid Python.
        OSError: It cannot be read, or a file cannot be written.
    """
    boot = BOOT.format(
        folder=FOLDER,
        package=PACKAGE,
        program=program,
        command=command,
        events=events,
    )
    with open(program, "rb") as file:
        source = file.read()
    # The traced process gives the warnings of the compiler, under its own filters.
    with _compiling, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code, sites = instrument(source, program, boot)
    _write_header(events, program, sites)
    entry = f"{events}.pyc"
    with open(entry, "wb") as file:
        file.write(_frozen_importlib_external.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))
    return entry


def _write_header(events: str, program: str, sites: list[Site]) -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    header = {"program": program, "python": version, "sites": sites}
    if os.path.exists(events):
        os.unlink(events)
    with open(events, "wb") as file:
        marshal.dump(header, file, 2)
