"""Confinement: a program cannot read the memory and the variables of the processes around it.

Three locks, each where the system has it. Landlock shuts every process that is not of the
program's own family. Where it is missing, root's programs still lack the right to look into
other processes, and the build's own process is shut to the programs of everybody.
"""

import ctypes
import os
import struct
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import cache
from typing import TypeVar

# From linux/prctl.h, linux/capability.h and linux/landlock.h.
PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 24, 38
# Each of them lets root's programs read other processes: to trace, to administer, to measure.
CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON = 19, 21, 38
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_VERSION, LANDLOCK_PATH_BENEATH = 1, 1
# To make a block device, and to move a file into another folder.
MAKE_BLOCK, REFER = 1 << 11, 1 << 13
# Before, whoever is confined could not move files into other folders.
OLDEST_LANDLOCK = 2

Made = TypeVar("Made")


def confined(call: Callable[[], Made]) -> Made:
    """Call a function, and return what it does; the processes that it starts are confined.

    It is called in a thread of its own, so this process keeps all its rights.
    """
    if sys.platform != "linux":
        return call()
    result: Future[Made] = Future()
    thread = threading.Thread(target=_answer, args=(call, result), name="confined", daemon=True)
    thread.start()
    return result.result()


def _answer(call: Callable[[], Made], result: Future[Made]) -> None:
    try:
        _shut_this_process()
        _confine_this_thread()
        result.set_result(call())
    except BaseException as error:  # noqa: BLE001, it is raised where the result is awaited
        result.set_exception(error)


@cache
def _shut_this_process() -> None:
    """Leave the memory and variables of this process to itself and to root."""
    _libc().prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _confine_this_thread() -> None:
    """Take from what this thread starts the right to look into others, as far as this works."""
    libc = _libc()
    for right in (CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON):
        libc.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)
    if libc.syscall(LANDLOCK_CREATE_RULESET, None, 0, LANDLOCK_VERSION) < OLDEST_LANDLOCK:
        return
    # Landlock wants a rule about files; this one allows all that it mentions.
    access = struct.pack("=Q", MAKE_BLOCK | REFER)
    rules = libc.syscall(LANDLOCK_CREATE_RULESET, access, len(access), 0)
    root = os.open("/", os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", MAKE_BLOCK | REFER, root)
        if libc.syscall(LANDLOCK_ADD_RULE, rules, LANDLOCK_PATH_BENEATH, rule, 0) == 0:
            libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            libc.syscall(LANDLOCK_RESTRICT_SELF, rules, 0)
    finally:
        os.close(root)
        if rules >= 0:
            os.close(rules)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
