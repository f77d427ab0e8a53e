"""What the tracer replaces in asyncio, and puts back.

Each replacement has returned before the original is called, so it never stands
on the program's stack.
"""

from __future__ import annotations

import sys
from sys import _getframe

from . import rows
from .recorder import OVERRUN
from .taps import Tapped, tap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .tracer import Tracer

# Loops of others, such as uvloop's, take it from the package.
STARTERS = ("asyncio.events", "asyncio")


class Patches:
    """The replacements that are in place."""

    def __init__(self, tracer: Tracer) -> None:
        """Take the tracer; nothing is replaced yet."""
        self._tracer = tracer
        self._originals: list[tuple[Any, str, object]] = []

    def put(self) -> None:
        """Replace what there is to listen to; asyncio is imported."""
        tracer, modules = self._tracer, sys.modules
        futures, tasks = modules["asyncio.futures"], modules["asyncio.tasks"]
        tracer.current_task = tasks.current_task
        tracer.future_type = futures.Future
        tracer.sleep_over = futures._set_result_unless_cancelled
        tracer.tasks.kinds = (tasks.Task, tasks._PyTask)
        work = modules["concurrent.futures._base"].Future
        loops = modules["asyncio.base_events"].BaseEventLoop
        # The last thing that a loop does while it is made.
        self._tap(loops, "set_debug", tracer.made)
        if hasattr(tasks, "eager_task_factory"):
            self._tap(loops, "is_running", tracer.asked)
        self._start(self._runs)
        self._replace(futures, "_chain_future", self._chained(futures._chain_future))
        self._tap(work, "__init__", tracer.pools.submitted)
        self._tap(work, "set_running_or_notify_cancel", tracer.pools.begins)
        self._tap(work, "set_result", tracer.pools.ends)
        self._tap(work, "set_exception", tracer.pools.fails)

    def put_in_child(self) -> None:
        """Listen to nothing but the begin of a loop, in a process that was forked."""
        self._start(self._runs_in_child)

    def watch_tracing(self) -> None:
        """Listen to what would make Python tell the program of each function of the tracer."""
        for name in ("settrace", "setprofile"):
            self._replace(sys, name, tap(getattr(sys, name), self._traces))

    def take_back(self) -> None:
        """Put the originals back."""
        while self._originals:
            owner, name, original = self._originals.pop()
            setattr(owner, name, original)

    def _tap(self, owner: Any, name: str, hear: Callable[..., object]) -> None:
        original = vars(owner)[name]
        self._replace(owner, name, Tapped(original, hear, self._tracer))

    def _start(self, hear: Callable[[Any], object]) -> None:
        for name in STARTERS:
            module = sys.modules[name]
            replacement = tap(module._set_running_loop, hear)
            self._replace(module, "_set_running_loop", replacement)

    def _replace(self, owner: Any, name: str, replacement: object) -> None:
        self._originals.append((owner, name, vars(owner)[name]))
        setattr(owner, name, replacement)

    def _runs(self, loop: object) -> object:
        return self._safely(self._tracer.runs, loop, _getframe(1))

    def _runs_in_child(self, loop: object) -> object:
        if loop is not None:
            self._tracer.runs_in_child()
        return NotImplemented

    def _traces(self, function: object) -> object:
        if function is not None:
            self._tracer.recorder.end(rows.TRACED)
            self._tracer.unregister()
        return NotImplemented

    def _chained(self, original: Callable[..., None]) -> Callable[..., None]:
        def _chain_future(source: object, destination: object) -> None:
            self._safely(self._tracer.pools.wrapped, source, destination)
            original(source, destination)

        return _chain_future

    def _safely(self, listener: Callable[..., object], *arguments: object) -> object:
        if self._tracer.recorder.open:
            try:
                listener(*arguments)
            except RecursionError:
                self._tracer.recorder.room = OVERRUN
            except BaseException as error:
                _again = self._tracer.caught(error)
        return NotImplemented
