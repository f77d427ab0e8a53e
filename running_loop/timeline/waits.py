"""Waits: what a task waits for, in the words of a reader."""

from running_loop.timeline.kinds import Awaited
from running_loop.tracer.names import GATHER, SLEEP

# What the innermost function of asyncio says, whatever the program awaits.
LEAVES = {
    "asyncio/locks.py:Lock.acquire": ("lock", "lock"),
    "asyncio/locks.py:Event.wait": ("event", "event"),
    "asyncio/locks.py:Condition.wait": ("condition", "condition"),
    "asyncio/locks.py:Semaphore.acquire": ("semaphore", "semaphore"),
    "asyncio/queues.py:Queue.get": ("queue", "queue: an item"),
    "asyncio/queues.py:Queue.put": ("queue", "queue: a free place"),
    "asyncio/queues.py:Queue.join": ("queue", "queue: all items done"),
    "asyncio/taskgroups.py:TaskGroup.__aexit__": ("task", "its task group"),
    "asyncio/threads.py:to_thread": ("thread", "thread"),
    "asyncio/streams.py:StreamReader._wait_for_data": ("socket", "data"),
    "asyncio/tasks.py:_wait": ("task", "tasks"),
    "asyncio/base_events.py:Server.serve_forever": ("socket", "connections"),
    "asyncio/base_events.py:BaseEventLoop.shutdown_default_executor": ("thread", "threads"),
}
# What the program awaits, wherever that waits itself.
CALLEES = {
    "asyncio/locks.py:Barrier.wait": ("barrier", "barrier"),
    "asyncio/locks.py:Barrier.__aenter__": ("barrier", "barrier"),
    "asyncio/tasks.py:wait": ("task", "tasks"),
    "asyncio/tasks.py:wait_for": ("timeout", "wait_for"),
    "asyncio/streams.py:open_connection": ("socket", "connection"),
    "asyncio/streams.py:start_server": ("socket", "server"),
    "asyncio/streams.py:StreamWriter.drain": ("socket", "sending"),
    "asyncio/streams.py:StreamWriter.wait_closed": ("socket", "closing"),
    "asyncio/base_events.py:Server.wait_closed": ("socket", "closing"),
}
FUTURES = {
    "Task": ("task", "task"),
    "Future": ("future", "future"),
}
SPECIAL = {"__aenter__": "entering", "__aexit__": "leaving", "__anext__": "next item"}
SOCKETS = ("asyncio/streams.py:", "asyncio/selector_events.py:", "asyncio/sslproto.py:")
PROCESSES = ("asyncio/subprocess.py:", "asyncio/base_subprocess.py:", "asyncio/unix_events.py:")


def wait(callee: str, leaf: str, detail: int) -> Awaited:
    """Return the kind of a wait and what it is for.

    Args:
        callee: The library's function that the program's line awaits, as
            `module:name`, or `future:` and a type if it awaits a future itself.
        leaf: The innermost function.
        detail: Microseconds of a sleep, or how many futures a gather waits for.
    """
    kind, words = _known(callee, leaf, detail)
    return {"kind": kind, "for": words}


def turn() -> Awaited:
    """Return the words for a task that lets the others run and is ready at once."""
    return {"kind": "turn", "for": "its next turn"}


def _known(callee: str, leaf: str, detail: int) -> tuple[str, str]:
    for table, name in ((CALLEES, callee), (LEAVES, leaf), (LEAVES, callee)):
        if name in table:
            return table[name]
    if callee == SLEEP:
        return "sleep", f"sleep {detail / 1e6:g} s" if detail >= 0 else "sleep"
    if not callee:
        return FUTURES["Future"]
    if callee.startswith("future:"):
        return _future(callee.removeprefix("future:"), detail)
    if not callee.startswith("asyncio/"):
        return "library", _library(callee)
    return _inside(callee, leaf)


def _inside(callee: str, leaf: str) -> tuple[str, str]:
    """Return what a function of asyncio that has no words of its own waits for."""
    if leaf.startswith(SOCKETS):
        return "socket", "socket"
    if leaf.startswith(PROCESSES):
        return "process", "process"
    return "future", callee.rpartition(":")[2]


def _future(name: str, count: int) -> tuple[str, str]:
    if name == GATHER:
        return "task", f"gather of {count}" if count >= 0 else "gather"
    return FUTURES.get(name, ("future", name))


def _library(callee: str) -> str:
    """Return the package and the function, without the underscore of a private name."""
    module, _, name = callee.partition(":")
    package = module.partition("/")[0].removesuffix(".py")
    function = name.rpartition(".")[2]
    return f"{package}: {SPECIAL.get(function) or function.strip('_')}"
