"""The launcher: `python -I -S launcher.py FACTS COMMAND [ARGUMENT ...]`.

It changes what the system lets it change, and becomes the command. What the
system does not permit stays as it is.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NEW_UTS, NEW_USER = 0x04000000, 0x10000000
TIGHT, TIGHTER = 0o027, 0o077


def main(arguments: list[str]) -> None:
    """Put on the facts, and replace this process by the command."""
    facts = json.loads(arguments[0])
    traits = facts["traits"]
    if "umask" in traits and os.umask(TIGHTER) == TIGHTER:
        os.umask(TIGHT)
    if "processors" in traits:
        _take_one_processor()
    flags = NEW_USER * ("user" in traits) | NEW_UTS * ("host" in traits)
    # Who may not make a namespace alone may do so as the root of another one.
    for attempt in (flags, flags | NEW_USER, flags & NEW_UTS) if flags else ():
        if _is_permitted(attempt, facts):
            _enter(attempt, facts)
            break
    os.execv(arguments[1], arguments[1:])


def _take_one_processor() -> None:
    with suppress(AttributeError, OSError):
        own = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {own[os.getpid() % len(own)]})


def _is_permitted(flags: int, facts: dict[str, Any]) -> bool:
    """Return whether namespaces can be entered, which a process cannot take back."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        _enter(flags, facts)
    except BaseException:  # noqa: BLE001, whatever it is, the child ends here
        os._exit(1)
    os._exit(0)


def _enter(flags: int, facts: dict[str, Any]) -> None:
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None).unshare(flags):
        raise OSError
    if flags & NEW_USER:
        is_other = "user" in facts["traits"]
        _write("setgroups", "deny")
        _write("uid_map", f"{facts['uid'] if is_other else user} {user} 1")
        _write("gid_map", f"{facts['uid'] if is_other else group} {group} 1")
    if flags & NEW_UTS:
        import _socket  # noqa: PLC0415, most runs need it not

        _socket.sethostname(facts["host"])


def _write(name: str, text: str) -> None:
    with open(f"/proc/self/{name}", "w") as file:
        file.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
