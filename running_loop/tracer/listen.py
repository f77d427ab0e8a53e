"""What the tracer replaces in asyncio, and puts back.

Each replacement has returned before the original is called, so it never stands
on the program's stack.
"""

from __future__ import annotations

import sys
from sys import _getframe

from .names import STARTERS, find
from .recorder import OVERRUN
from .taps import Tapped, tap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .pools import Pools
    from .shared import Shared


class Patches:
    """The replacements that are in place; what this Python lacks is passed over."""

    def __init__(self, shared: Shared) -> None:
        """Take what is shared; nothing is replaced yet."""
        self._shared = shared
        self._originals: list[tuple[Any, str, object]] = []
        self._hear_run: Callable[[Any, FrameType], object] = _nothing
        self._hear_tracing: Callable[[], object] = _nothing

    def put(
        self,
        runs: Callable[[Any, FrameType], object],
        made: Callable[[Any, FrameType], object],
        asked: Callable[[Any, FrameType], object],
        pools: Pools,
    ) -> None:
        """Replace what there is to listen to; asyncio is imported.

        Args:
            runs: Gets the loop that begins to run in this thread, or None when it stops.
            made: Gets each new loop.
            asked: Gets the loop that somebody asks whether it runs.
            pools: Hears of the work of executors.
        """
        loops = find("asyncio.base_events", "BaseEventLoop", None)
        # The last thing that a loop does while it is made.
        self._tap(loops, "set_debug", made)
        if find("asyncio.tasks", "eager_task_factory", None):
            self._tap(loops, "is_running", asked)
        self._start(self._runs, runs)
        self._put_on(pools)

    def put_in_child(self, runs: Callable[[Any, FrameType], object]) -> None:
        """Listen to nothing but the begin of a loop, in a process that was forked."""
        self._start(self._runs_in_child, runs)

    def watch_tracing(self, traced: Callable[[], object]) -> None:
        """Listen to what would make Python tell the program of each function of the tracer."""
        self._hear_tracing = traced
        for name in ("settrace", "setprofile"):
            self._replace(sys, name, tap(getattr(sys, name), self._traces))

    def take_back(self) -> None:
        """Put the originals back."""
        while self._originals:
            owner, name, original = self._originals.pop()
            setattr(owner, name, original)

    def _put_on(self, pools: Pools) -> None:
        module, name = "asyncio.futures", "_chain_future"
        chain = find(module, name, None)
        if chain:
            self._replace(sys.modules[module], name, self._chained(chain, pools))
        work = find("concurrent.futures._base", "Future", None)
        self._tap(work, "__init__", pools.submitted)
        self._tap(work, "set_running_or_notify_cancel", pools.begins)
        self._tap(work, "set_result", pools.ends)
        self._tap(work, "set_exception", pools.fails)

    def _tap(self, owner: Any, name: str, hear: Callable[[Any, FrameType], object]) -> None:
        original = vars(owner).get(name) if owner is not None else None
        if original:
            self._replace(owner, name, Tapped(original, hear, self._shared))

    def _start(
        self, hear: Callable[[Any], object], listener: Callable[[Any, FrameType], object]
    ) -> None:
        self._hear_run = listener
        for module in STARTERS:
            original = find(module, "_set_running_loop", None)
            if original:
                self._replace(sys.modules[module], "_set_running_loop", tap(original, hear))

    def _replace(self, owner: Any, name: str, replacement: object) -> None:
        self._originals.append((owner, name, vars(owner)[name]))
        setattr(owner, name, replacement)

    def _runs(self, loop: object) -> object:
        return self._safely(self._hear_run, loop, _getframe(1))

    def _runs_in_child(self, loop: object) -> object:
        if loop is not None:
            self._hear_run(loop, _getframe(1))
        return NotImplemented

    def _traces(self, function: object) -> object:
        if function is not None:
            self._hear_tracing()
        return NotImplemented

    def _chained(self, original: Callable[..., None], pools: Pools) -> Callable[..., None]:
        def _chain_future(source: object, destination: object) -> None:
            self._safely(pools.wrapped, source, destination)
            original(source, destination)

        return _chain_future

    def _safely(self, listener: Callable[..., object], *arguments: object) -> object:
        if self._shared.recorder.open:
            try:
                listener(*arguments)
            except RecursionError:
                self._shared.recorder.room = OVERRUN
            except BaseException as error:
                _again = self._shared.caught(error)
        return NotImplemented


def _nothing(*_: object) -> None:
    """Stand for a listener that is not there yet."""
