"""The tracer: all that listens to one program."""

from __future__ import annotations

import builtins
import sys
from _thread import get_ident
from _weakref import ref

from . import rows
from .listen import Patches
from .places import Places
from .pools import Pools
from .sampler import Sampler
from .streams import Stream, watch_streams
from .tasks import Tasks
from .watch import Watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

    from .recorder import Recorder

# When asyncio imports this, the modules that the tracer listens to are complete.
LAST_IMPORTED = "asyncio.runners"


class Tracer:
    """Records what all event loops of this process do.

    Attributes:
        recorder: Takes the rows.
        places: Finds lines of the program.
        tasks: All tasks.
        pools: What executors do.
        loops_run: How many loops run now.
        current_task: asyncio's own function, once asyncio is imported.
        future_type: asyncio's own class.
        sleep_over: The callback that ends a sleep.
    """

    def __init__(self, recorder: Recorder) -> None:
        """Take the recorder; nothing is listened to yet."""
        self.recorder = recorder
        self.places = Places(recorder)
        self.tasks = Tasks(recorder, self.places)
        self.pools = Pools(self)
        self.loops_run = 0
        self.current_task: Callable[[object], Any] = _nobody
        self.future_type: type = object
        self.sleep_over: object = self
        self._sampler = Sampler(self)
        self._patches = Patches(self)
        # By the identity of loops; what held a queue would keep its loop alive.
        self._watches: dict[int, Callable[[], Watch | None]] = {}
        self._threads: dict[int, Watch] = {}
        self._loops = 0
        self._streams: list[Stream] = []
        recorder.on_end = self.leave

    def start(self) -> None:
        """Listen from now on; asyncio itself may be imported later."""
        setattr(builtins, rows.MARK_NAME, self.mark)
        self._streams = watch_streams(self)
        if LAST_IMPORTED in sys.modules:
            self._patches.put()
        else:
            sys.meta_path.insert(0, self)

    def find_spec(self, name: str, *_: object) -> None:
        """Watch what is imported, and find nothing."""
        if name == LAST_IMPORTED:
            sys.meta_path.remove(self)
            try:
                self._patches.put()
            except Exception as error:
                self.recorder.fail(error)

    def leave(self) -> None:
        """Take everything back: the program runs on as if there had been no tracer."""
        # The fastest function that answers a mark with something true.
        setattr(builtins, rows.MARK_NAME, bool)
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        self._patches.take_back()
        for stream in self._streams:
            stream.leave()
        for watch in self.watches():
            watch.leave()
        self._sampler.stop()

    def exit(self) -> None:
        """Note that the program ends by itself."""
        self.recorder.end(rows.EXIT)
        self._sampler.join()

    def forget(self) -> None:
        """Leave a child that was forked: the recording is its parent's."""
        self.recorder.forget()
        self.leave()

    def after_fork(self) -> None:
        """Go on in the parent of a child that was forked."""
        if self.recorder.open and self.loops_run:
            self._sampler.start()

    def watches(self) -> list[Watch]:
        """Return the watches on all loops that are still there."""
        return [watch for known in tuple(self._watches.values()) if (watch := known()) is not None]

    def watch_here(self) -> Watch | None:
        """Return the watch on the loop that runs in this thread."""
        return self._threads.get(get_ident())

    def acting(self) -> int:
        """Return who acts in this thread."""
        watch = self._threads.get(get_ident())
        if watch is None:
            return self.pools.actor(rows.actor(rows.PROGRAM))
        return watch.acting()

    def mark(self, site: int) -> bool:
        """Note that the program passes a site; true, so that it can stand in a condition."""
        try:
            actor = self.acting()
            self.recorder.rows.append((rows.MARK, self.recorder.now(), actor, site))
            self.recorder.full()
        except Exception as error:
            self.recorder.fail(error)
        return True

    def made(self, loop: Any) -> None:
        """Note a new loop."""
        self._loops += 1
        self._watches[id(loop)] = ref(Watch(loop, self, self._loops))

    def asked(self, frame: FrameType) -> None:
        """Note that a function asks whether a loop runs."""
        watch = self._threads.get(get_ident())
        if watch is not None:
            watch.eager.asked(frame)

    def runs(self, loop: Any, frame: FrameType) -> None:
        """Note that a loop begins to run in this thread, or with None that it stops."""
        if loop is None:
            self._stops()
            return
        number = 0
        watch = self._watch_on(loop) if _traceable(loop) else None
        if watch is not None:
            watch.thread, number = get_ident(), watch.number
            self._threads[watch.thread] = watch
            self.loops_run += 1
            self._sampler.start()
        text, place = self.recorder.text(_type_name(loop)), self.places.of_stack(frame)
        self.recorder.rows.append((rows.LOOP, self.recorder.now(), number, text, place))

    def _watch_on(self, loop: Any) -> Watch | None:
        known = self._watches.get(id(loop), _gone)()
        if known is None or known.loop() is not loop:
            self.made(loop)
        return self._watches[id(loop)]()

    def _stops(self) -> None:
        watch = self._threads.pop(get_ident(), None)
        if watch is None:
            return
        watch.rest()
        self.recorder.rows.append((rows.STOP, self.recorder.now(), watch.number))
        self.loops_run -= 1
        if not self.loops_run:
            self._sampler.stop()
            self.recorder.flush()


def _traceable(loop: Any) -> bool:
    base = sys.modules["asyncio.base_events"].BaseEventLoop
    return isinstance(loop, base) and hasattr(loop, "_ready")


def _type_name(value: object) -> str:
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _gone() -> None:
    """Stand for the reference to a watch that was never there."""


def _nobody(_: object) -> None:
    """Stand for `current_task` until asyncio is imported."""
