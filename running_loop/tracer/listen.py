"""What the tracer replaces in asyncio, and puts back.

Each replacement calls the original and has returned before code of the program
runs: it never stands on the program's stack.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .tracer import Tracer


class Patches:
    """The replacements that are in place."""

    def __init__(self, tracer: Tracer) -> None:
        """Take the tracer; nothing is replaced yet."""
        self._tracer = tracer
        self._originals: list[tuple[Any, str, object]] = []

    def put(self) -> None:
        """Replace what there is to listen to; asyncio is imported."""
        tracer, modules = self._tracer, sys.modules
        futures = modules["asyncio.futures"]
        tracer.current_task = modules["asyncio.tasks"].current_task
        tracer.future_type = futures.Future
        tracer.sleep_over = futures._set_result_unless_cancelled
        work = modules["concurrent.futures._base"].Future
        loops = modules["asyncio.base_events"].BaseEventLoop
        self._replace(loops, "__init__", _loop_made)
        self._replace(loops, "is_running", _loop_asked)
        # Loops of others, such as uvloop's, take it from the package.
        for module in ("asyncio.events", "asyncio"):
            self._replace(modules[module], "_set_running_loop", _loop_runs)
        self._replace(futures, "wrap_future", _work_wrapped)
        self._replace(work, "__init__", _work_submitted)
        self._replace(work, "set_running_or_notify_cancel", _work_begins)
        self._replace(work, "set_result", _work_ends)
        self._replace(work, "set_exception", _work_fails)

    def take_back(self) -> None:
        """Put the originals back."""
        while self._originals:
            owner, name, original = self._originals.pop()
            setattr(owner, name, original)

    def _replace(self, owner: Any, name: str, replacement: Callable[..., object]) -> None:
        original = getattr(owner, name)
        self._originals.append((owner, name, original))
        setattr(owner, name, replacement(original, self._tracer))


def _safely(tracer: Tracer, listener: Callable[..., object], *arguments: object) -> None:
    if tracer.recorder.open:
        try:
            listener(*arguments)
        except Exception as error:
            tracer.recorder.fail(error)


def _loop_made(original: Callable[..., None], tracer: Tracer) -> Callable[..., None]:
    def __init__(self: object, *arguments: object) -> None:  # noqa: N807
        original(self, *arguments)
        _safely(tracer, tracer.made, self)

    return __init__


def _loop_asked(original: Callable[..., bool], tracer: Tracer) -> Callable[..., bool]:
    def is_running(self: object) -> bool:
        _safely(tracer, tracer.asked, sys._getframe(1))
        return original(self)

    return is_running


def _loop_runs(original: Callable[..., None], tracer: Tracer) -> Callable[..., None]:
    def _set_running_loop(loop: object) -> None:
        _safely(tracer, tracer.runs, loop, sys._getframe(1))
        original(loop)

    return _set_running_loop


def _work_wrapped(original: Callable[..., Any], tracer: Tracer) -> Callable[..., Any]:
    def wrap_future(future: object, **options: object) -> Any:
        wrapped = original(future, **options)
        _safely(tracer, tracer.pools.wrapped, future, wrapped)
        return wrapped

    return wrap_future


def _work_submitted(original: Callable[..., None], tracer: Tracer) -> Callable[..., None]:
    def __init__(self: object) -> None:  # noqa: N807
        original(self)
        _safely(tracer, tracer.pools.submitted, self, sys._getframe(1))

    return __init__


def _work_begins(original: Callable[..., bool], tracer: Tracer) -> Callable[..., bool]:
    def set_running_or_notify_cancel(self: object) -> bool:
        begins = original(self)
        if begins:
            _safely(tracer, tracer.pools.begins, self)
        return begins

    return set_running_or_notify_cancel


def _work_ends(original: Callable[..., None], tracer: Tracer) -> Callable[..., None]:
    def set_result(self: object, result: object) -> None:
        _safely(tracer, tracer.pools.ends, self)
        original(self, result)
        tracer.pools.leave_thread()

    return set_result


def _work_fails(original: Callable[..., None], tracer: Tracer) -> Callable[..., None]:
    def set_exception(self: object, exception: object) -> None:
        _safely(tracer, tracer.pools.ends, self, exception)
        original(self, exception)
        tracer.pools.leave_thread()

    return set_exception
