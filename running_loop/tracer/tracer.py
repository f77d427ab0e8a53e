"""The tracer: all that listens to one program."""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from _thread import get_ident
from _weakref import ref

from . import rows
from .listen import Patches
from .names import FIRST, LAST_IMPORTED, WITH_LOOP, find
from .pools import Pools
from .recorder import FORMAT, OVERRUN
from .sampler import Sampler
from .shared import Shared
from .streams import Stream, watch_streams
from .watch import Watch, wait_in_child

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .recorder import Recorder


class Tracer:
    """Records what all event loops of this process do.

    Attributes:
        unregister: Takes `exit` from what Python calls at its end.
    """

    def __init__(self, recorder: Recorder) -> None:
        """Take the recorder; nothing is listened to yet."""
        self._recorder = recorder
        self._threads: dict[int, Watch] = {}
        self._shared = shared = Shared(recorder, self._threads.get)
        self._pools = Pools(shared)
        shared.working = self._pools.actor
        self._sampler = Sampler(shared, self._all_watches)
        self._patches = Patches(shared)
        # By the identity of loops; what held a queue would keep its loop alive.
        self._watches: dict[int, Callable[[], Watch | None]] = {}
        self._loops = 0
        self._has_run = False
        self._streams: list[Stream] = []
        self._write: Callable[[bytes], object] | None = None
        self.unregister: Callable[[], object] = lambda: None
        recorder.on_end = self.leave

    def start(self) -> None:
        """Listen from now on; asyncio itself may be imported later."""
        setattr(builtins, rows.MARK_NAME, self.mark)
        self._streams = watch_streams(self._shared)
        self._patches.watch_tracing(self._is_traced)
        self._listen()
        if hasattr(os, "register_at_fork"):
            self._guard_forks()

    def find_spec(self, name: str, *_: object) -> None:
        """Watch what is imported, and find nothing."""
        if name == LAST_IMPORTED:
            sys.meta_path.remove(self)
            try:
                self._put()
            except BaseException as error:
                _again = self._shared.caught(error)

    def _listen(self) -> None:
        if LAST_IMPORTED in sys.modules:
            self._put()
        else:
            sys.meta_path.insert(0, self)

    def _put(self) -> None:
        if self._write is None:
            self._expect_names()
            self._patches.put(self._runs, self._made, self._asked, self._pools)
        else:
            self._patches.put_in_child(self._runs_in_child)

    def _expect_names(self) -> None:
        """Find what is asyncio's own, and note what of it this Python lacks."""
        shared, module = self._shared, "asyncio.tasks"
        shared.expect(FIRST)
        shared.current_task = find(module, "current_task", shared.current_task)
        kinds = find(module, "Task", None), find(module, "_PyTask", None)
        shared.tasks.kinds = tuple(kind for kind in kinds if kind)
        module = "asyncio.futures"
        shared.future_type = find(module, "Future", shared.future_type)
        shared.sleep_over = find(module, "_set_result_unless_cancelled", shared.sleep_over)

    def _guard_forks(self) -> None:
        """Have no second thread when the program forks, and leave its child alone."""
        os.register_at_fork(
            before=self._before_fork,
            after_in_parent=self._after_fork,
            after_in_child=self._forget,
        )

    def leave(self) -> None:
        """Take everything back: the program runs on as if there had been no tracer."""
        # The fastest function that answers a mark with something true.
        setattr(builtins, rows.MARK_NAME, bool)
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        self._patches.take_back()
        for stream in self._streams:
            stream.leave()
        for watch in self._all_watches():
            watch.leave()
        self._sampler.stop()

    def exit(self) -> None:
        """Note that the program ends by itself."""
        try:
            self._recorder.end(rows.EXIT)
            self._sampler.join()
        except BaseException as error:
            _again = self._shared.caught(error)

    def _before_fork(self) -> None:
        try:
            # Python 3.12 would warn of a second thread.
            self._sampler.join()
        except BaseException as error:
            _again = self._shared.caught(error)

    def _after_fork(self) -> None:
        # Not now: Python 3.12 counts the threads when this is over.
        if self._recorder.open and self._shared.loops_run:
            self._recorder.soon(self._sampler.start)

    def _forget(self) -> None:
        """Leave a child that was forked: the recording is its parent's."""
        if not self._recorder.open:
            return
        watches, write = self._all_watches(), self._recorder.forget()
        try:
            self.leave()
            self._write = write
            self._listen()
            for watch in watches:
                wait_in_child(watch, self._runs_in_child)
        except BaseException as error:
            _again = self._shared.caught(error)

    def _runs_in_child(self, *_: object) -> None:
        """Say in the recording of the parent that a loop runs in a child, and leave for good."""
        write, self._write = self._write, None
        self._patches.take_back()
        if write is not None:
            try:
                write(marshal.dumps([(rows.FORKED, self._recorder.now())], FORMAT))
            except OSError as error:  # the child has closed what it did not open
                self._recorder.fail(error)

    def _all_watches(self) -> list[Watch]:
        """Return the watches on all loops that are still there and not closed."""
        known = [reference() for reference in tuple(self._watches.values())]
        return [watch for watch in known if type(watch) is Watch]

    def _is_traced(self) -> None:
        """Note that the program traces itself from now on."""
        self._recorder.end(rows.TRACED)
        self.unregister()

    def mark(self, site: int) -> bool:
        """Note that the program passes a site; true, so that it can stand in a condition."""
        try:
            actor = self._shared.acting()
            self._recorder.rows.append((rows.MARK, self._recorder.now(), actor, site))
            self._recorder.full()
        except RecursionError:
            self._recorder.room = OVERRUN
        except BaseException as error:
            _again = self._shared.caught(error)
        return True

    def _made(self, loop: Any, _: FrameType | None = None) -> None:
        """Note a new loop."""
        if _traceable(loop):
            self._watch_on(loop)

    def _asked(self, loop: Any, frame: FrameType) -> None:
        """Note that a function asks whether a loop runs."""
        watch = self._threads.get(get_ident())
        if watch is not None and watch.loop() is loop:
            watch.eager.asked(frame)

    def _runs(self, loop: Any, frame: FrameType) -> None:
        """Note that a loop begins to run in this thread, or with None that it stops."""
        if loop is None:
            self._stops()
            return
        if not self._has_run:
            self._has_run = True
            self._shared.expect(WITH_LOOP)
        number = 0
        watch = self._watch_on(loop) if _traceable(loop) else None
        if watch is not None:
            watch.thread, number = get_ident(), watch.number
            self._threads[watch.thread] = watch
            self._shared.loops_run += 1
            self._sampler.start()
        text, place = self._recorder.text(_type_name(loop)), self._shared.places.of_stack(frame)
        self._recorder.rows.append((rows.LOOP, self._recorder.now(), number, text, place))

    def _watch_on(self, loop: Any) -> Watch:
        known = self._watches.get(id(loop), _gone)()
        if known is None or known.loop() is not loop:
            self._loops += 1
            known = Watch(loop, self._shared, self._pools, self._loops)
            self._watches[id(loop)] = ref(known)
        return known

    def _stops(self) -> None:
        watch = self._threads.pop(get_ident(), None)
        if watch is None:
            return
        watch.rest()
        self._recorder.rows.append((rows.STOP, self._recorder.now(), watch.number))
        self._shared.loops_run -= 1
        if not self._shared.loops_run:
            self._sampler.stop()
            self._recorder.flush()


def _traceable(loop: Any) -> bool:
    base = find("asyncio.base_events", "BaseEventLoop", ())
    return isinstance(loop, base) and hasattr(loop, "_ready")


def _type_name(value: object) -> str:
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _gone() -> None:
    """Stand for the reference to a watch that was never there."""
