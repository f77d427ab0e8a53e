"""The prelude: puts on, within Python, what the system could not change.

It runs before the program, and leaves no module and no variable behind. The clock of
event loops and timeouts, `time.monotonic`, is what it was.
"""

from __future__ import annotations

import gc
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    FACTS: dict[str, Any] = {}
NANOSECONDS = 10**9


class Instead:
    """Stands for a function that is built in: kept in a class, it is no method either."""

    def __init__(self, real: Callable[..., Any], call: Callable[..., Any]) -> None:
        """Take the function, and what is called with it and its arguments instead."""
        self._real, self._call = real, call
        self.__name__, self.__doc__, self.__module__ = real.__name__, real.__doc__, real.__module__

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Call what stands for the function."""
        return self._call(self._real, *args, **options)

    def __repr__(self) -> str:
        """Return what the function says."""
        return repr(self._real)

    def __reduce__(self) -> str:
        """Let another process find it by its name."""
        return self.__name__


def put_on(facts: dict[str, Any]) -> None:
    """Put on the traits that the facts name."""
    names = {"host": host, "user": user, "processors": processors, "date": date}
    for trait, put in names.items():
        if trait in facts["traits"]:
            put(facts)


def date(facts: dict[str, Any]) -> None:
    """Shift the clock of the calendar."""
    shift = facts["shift"]
    replace(time, "time", lambda real, *args: real(*args) + shift)
    replace(time, "time_ns", lambda real, *args: real(*args) + shift * NANOSECONDS)
    for name in ("localtime", "gmtime", "ctime"):
        replace(time, name, lambda real, *args: real(*_seconds(args), *args[1:]))
    replace(time, "asctime", lambda real, *args: real(*args or (time.localtime(),)))
    replace(time, "strftime", lambda real, *args: real(*args, *_moment(args)))
    for name, unit in (("clock_gettime", 1), ("clock_gettime_ns", NANOSECONDS)):
        by = {time.CLOCK_REALTIME: shift * unit}
        replace(time, name, lambda real, *args, by=by: real(*args) + by.get(args[0], 0))
    shift_datetime(shift)


def _seconds(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return args[:1] if args and args[0] is not None else (time.time(),)


def _moment(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return (time.localtime(),) if len(args) == 1 else ()


def shift_datetime(shift: int) -> None:
    """Shift `datetime.now` and `utcnow`; `today` asks `time.time`.

    A class of its own would be seen by its name and its type, so the methods are
    put into the class itself, before anything has looked them up.
    """
    import _datetime  # type: ignore[import-not-found]  # noqa: PLC0415, the last to be put on

    kind, delta = _datetime.datetime, _datetime.timedelta(seconds=shift)
    (methods,) = gc.get_referents(kind.__dict__)
    real_now, real_utcnow = methods["now"], methods["utcnow"]

    def now(cls: Any, *args: Any, **options: Any) -> Any:
        return real_now.__get__(None, cls)(*args, **options) + delta

    def utcnow(cls: Any) -> Any:
        import warnings  # noqa: PLC0415, the program may not have it

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found = real_utcnow.__get__(None, cls)()
        for item in caught:
            warnings.warn(item.message, stacklevel=2)
        return found + delta

    methods["now"], methods["utcnow"] = classmethod(now), classmethod(utcnow)


def host(facts: dict[str, Any]) -> None:
    """Give another host name if the kernel was given none, and another release of the kernel."""
    name = facts["host"]
    if os.uname().nodename != name:
        import _socket  # noqa: PLC0415, only where it is needed

        replace(_socket, "gethostname", lambda real, *args: real(*args) and name)

    def uname(real: Callable[..., Any], *args: Any) -> Any:
        system, _, release, version, machine = real(*args)
        return os.uname_result((system, name, f"{release}-elsewhere", version, machine))

    replace(os, "uname", uname)


def user(facts: dict[str, Any]) -> None:
    """Give the user another name, and another number if the kernel was given none."""
    import pwd  # noqa: PLC0415, only where it is needed

    own, name = facts["uid"], facts["user"]

    def getpwuid(real: Callable[..., Any], *args: Any) -> Any:
        if args != (own,):
            return real(*args)
        home = os.environ.get("HOME", "/")
        return pwd.struct_passwd((name, "x", own, own, "", home, "/bin/sh"))

    replace(pwd, "getpwuid", getpwuid)
    replace(os, "getlogin", lambda _: name)
    if os.getuid() != own:
        for asked in ("getuid", "geteuid", "getgid", "getegid"):
            replace(os, asked, lambda real, *args: (real(*args), own)[1])


def processors(facts: dict[str, Any]) -> None:
    """Give another number of processors: one, or four where there is one."""
    del facts
    count = 1 if (os.cpu_count() or 1) > 1 else 4
    for name in ("cpu_count", "process_cpu_count"):
        replace(os, name, lambda real, *args: real(*args) and count)
    if count > 1:
        replace(os, "sched_getaffinity", lambda real, *args: real(*args) | set(range(count)))


def replace(module: Any, name: str, call: Callable[..., Any]) -> None:
    """Put a function in the place of one of a module, if it has that; it is given that one."""
    real = getattr(module, name, None)
    if real is not None:
        stands = Instead(real, call)
        setattr(module, name, stands)
        # Another process finds it where the function says that it is.
        setattr(sys.modules.get(real.__module__, module), name, stands)


def run_own() -> None:
    """Run the module that the hook stands before, if this Python has one."""
    finder = sys.modules["_frozen_importlib_external"].PathFinder
    spec = finder.find_spec("sitecustomize")
    if spec:
        spec.loader.exec_module(type(sys)("sitecustomize"))


def hide() -> None:
    """Take the way to the hook out of the program's sight; a Python that it starts has it."""
    os.environ._data.pop(b"PYTHONPATH", None)  # type: ignore[attr-defined]


if __name__ == "guise":
    hide()
    put_on(FACTS)
    run_own()
