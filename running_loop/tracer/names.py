"""Names: what the tracer relies on in asyncio and `concurrent.futures`, and what is missing.

Much of it is private, and a release of Python may call it something else. Then the
tracer hears nothing where it listens, and a drawing would be wrong without a word. So
all that is relied on is named here, and a recording says what of it is not there.

A table has the names of each module: a function, a class, what a class holds itself or
its `__init__` gives to each instance, or a variable of a function.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Table = dict[str, tuple[str, ...]]

# When asyncio imports this, the modules that the tracer listens to are complete.
LAST_IMPORTED = "asyncio.runners"
# Loops of others, such as uvloop's, take what starts a loop from the package.
STARTERS = ("asyncio.events", "asyncio")
# Where the stack of a step ends: what called the loop did not call the step.
STEP_BEGINS = {"Handle._run", "BaseEventLoop._run_once"}
# Callbacks of this type are nothing but a step of a task.
STEP_TYPE = "TaskStepMethWrapper"
# Other types of callbacks, and the names of those that are a step.
STEP_NAMES = {
    "builtin_function_or_method": {"task_wakeup"},
    "method": {"__step", "__wakeup"},
}
# What is said of a step that has neither that type nor such a name.
STEPS = "the steps of asyncio.tasks.Task"
# What adds a handle for a timer, a socket, a signal.
ADD_TIMER, ADD_SOCKET, ADD_SIGNAL = "_run_once", "_add_callback", "_handle_signal"
INTERRUPTED = "Runner._on_sigint"
# What makes a task, and its variable of the coroutine.
MAKE_TASK, MADE_OF = "create_task", "coro"
# What makes the future of a work, and its variable of the function.
SUBMIT, SUBMITTED = "submit", "fn"
WORK_RUNS = "_WorkItem.run"
WORK_IS_BACK, BROUGHT_BACK = "_ExecutorManagerThread.process_result_item", "result_item"
GATHER = "_GatheringFuture"
SLEEP = "asyncio/tasks.py:sleep"
# Modules whose functions wake a task on behalf of those who call them.
HAND_OVER = {"asyncio.locks", "asyncio.queues"}
# These say what a task waits for, whatever they await themselves.
FINAL = {"sleep", "Queue.get", "Queue.put", "Lock.acquire", "Event.wait", "Semaphore.acquire"}
# These types of Python itself hide the coroutine or generator that they drive.
OPAQUE = {
    "async_generator_asend",
    "async_generator_athrow",
    "anext_awaitable",
    "coroutine_wrapper",
}

# What is there when asyncio imports the last of its modules.
FIRST: Table = {
    "asyncio.events": (
        "_set_running_loop",
        "Handle._run",
        "Handle._callback",
        "Handle._args",
        "Handle._cancelled",
    ),
    "asyncio.base_events": (
        "BaseEventLoop._ready",
        "BaseEventLoop._run_once",
        "BaseEventLoop._add_callback",
        "BaseEventLoop.set_debug",
        "BaseEventLoop.is_running",
        "BaseEventLoop.create_task.coro",
        "BaseEventLoop.shutdown_asyncgens",
        "BaseEventLoop.shutdown_default_executor",
        "Server.serve_forever",
        "Server.wait_closed",
    ),
    "asyncio.futures": ("Future", "_chain_future", "_set_result_unless_cancelled"),
    "asyncio.tasks": (
        "current_task",
        "create_task.coro",
        "Task.get_name",
        "Task.cancelling",
        "Task._coro",
        "Task._loop",
        "Task._state",
        "Task._result",
        "Task._exception",
        "Task._fut_waiter",
        "Task._must_cancel",
        "_PyTask._Task__step",
        "_PyTask._Task__wakeup",
        "_PyTask._coro",
        "_PyTask._fut_waiter",
        "_PyTask._must_cancel",
        "_GatheringFuture._children",
        "sleep.delay",
        "_wait",
        "wait",
        "wait_for",
    ),
    "concurrent.futures._base": (
        "Future.__init__",
        "Future._state",
        "Future.set_running_or_notify_cancel",
        "Future.set_result",
        "Future.set_exception",
    ),
}
# What is there when the program runs a loop.
WITH_LOOP: Table = {
    "asyncio": ("_set_running_loop",),
    "asyncio.locks": (
        "Lock.acquire",
        "Event.wait",
        "Condition.wait",
        "Semaphore.acquire",
        "Barrier.wait",
        "Barrier.__aenter__",
    ),
    "asyncio.queues": ("Queue.get", "Queue.put", "Queue.join"),
    "asyncio.runners": ("Runner._on_sigint",),
    "asyncio.streams": (
        "StreamReader._wait_for_data",
        "StreamWriter.drain",
        "StreamWriter.wait_closed",
        "open_connection",
        "start_server",
    ),
    "asyncio.taskgroups": ("TaskGroup.__aexit__",),
    "asyncio.threads": ("to_thread",),
    "asyncio.base_subprocess": (),
    "asyncio.selector_events": (),
    "asyncio.sslproto": (),
    "asyncio.subprocess": (),
}
# What is there when a work is given to an executor of such a module.
WITH_WORK: Table = {
    "concurrent.futures.thread": ("ThreadPoolExecutor.submit.fn", "_WorkItem.run"),
    "concurrent.futures.process": (
        "ProcessPoolExecutor.submit.fn",
        "_ExecutorManagerThread.process_result_item.result_item",
        "_ResultItem.exception",
    ),
}
if sys.version_info >= (3, 12):
    FIRST["asyncio.tasks"] += ("eager_task_factory",)
if sys.platform != "win32":
    WITH_LOOP["asyncio.unix_events"] = ("_UnixSelectorEventLoop._handle_signal",)
TABLES = (FIRST, WITH_LOOP, WITH_WORK)


def find(module: str, name: str, otherwise: Any) -> Any:
    """Return what a module has by a name, or something else if it is missing."""
    held = vars(sys.modules[module]) if module in sys.modules else {}
    return held.get(name, otherwise)


def missing(*tables: Table) -> list[str]:
    """Return what this Python lacks of tables, or of all, as `module.name`.

    A module counts as it is imported now; one that is not imported is missing itself.
    No code of the program runs, whatever it put in the place of something.
    """
    return [
        name
        for table in tables or TABLES
        for module, names in table.items()
        for name in _missing_of(module, names)
    ]


def _missing_of(module: str, names: tuple[str, ...]) -> list[str]:
    found = sys.modules.get(module)
    if found is None:
        return [module]
    return [f"{module}.{name}" for name in names if not _has(found, name.split("."))]


def _has(owner: Any, path: list[str]) -> bool:
    """Return whether a path of names leads somewhere, from a module on."""
    for number, name in enumerate(path, 1):
        held = _held(owner)
        # What the program put in its place is not missing.
        if held is None:
            return True
        if name not in held:
            return number == len(path) and name in _given(owner)
        owner = held[name]
    return True


def _held(owner: Any) -> Any:
    """Return what a module or a class holds, nothing for a function, None for all else."""
    kind = type(owner)
    if kind is FunctionType:
        return ()
    return vars(owner) if kind is type(sys) or kind is type else None


def _given(owner: Any) -> tuple[str, ...]:
    """Return the variables of a function, or what the `__init__` of a class names."""
    if type(owner) is FunctionType:
        variables: tuple[str, ...] = owner.__code__.co_varnames
        return variables
    begins = vars(owner).get("__init__")
    names: tuple[str, ...] = begins.__code__.co_names if type(begins) is FunctionType else ()
    return names


FunctionType = type(_has)
