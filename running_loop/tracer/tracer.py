"""The tracer: all that listens to one program."""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from _thread import get_ident
from _weakref import ref

from . import rows
from .interrupts import Again
from .listen import Patches
from .places import Places
from .pools import Pools
from .recorder import FORMAT, OVERRUN
from .sampler import Sampler
from .streams import Stream, watch_streams
from .tasks import Tasks
from .watch import Watch, wait_in_child

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
        unregister: Takes `exit` from what Python calls at its end.
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
        self._write: Callable[[bytes], object] | None = None
        self.unregister: Callable[[], object] = lambda: None
        recorder.on_end = self.leave

    def start(self) -> None:
        """Listen from now on; asyncio itself may be imported later."""
        setattr(builtins, rows.MARK_NAME, self.mark)
        self._streams = watch_streams(self)
        self._patches.watch_tracing()
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
                _again = self.caught(error)

    def caught(self, error: BaseException) -> object:
        """End because of an error in the tracer; the program goes on.

        Returns:
            What sends an interrupt once more when the caller, who must be the outermost
            function of the tracer, has returned; None if the error is no interrupt.

        Raises:
            BaseException: The error itself. Code of the program raised it, for example what
                answers a signal.
        """
        if self.places.of_error(error):
            raise error
        self.recorder.fail(error)
        return Again() if isinstance(error, KeyboardInterrupt) else None

    def _listen(self) -> None:
        if LAST_IMPORTED in sys.modules:
            self._put()
        else:
            sys.meta_path.insert(0, self)

    def _put(self) -> None:
        if self._write is None:
            self._patches.put()
        else:
            self._patches.put_in_child()

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
        for watch in self.watches():
            watch.leave()
        self._sampler.stop()

    def exit(self) -> None:
        """Note that the program ends by itself."""
        try:
            self.recorder.end(rows.EXIT)
            self._sampler.join()
        except BaseException as error:
            _again = self.caught(error)

    def _before_fork(self) -> None:
        try:
            # Python 3.12 would warn of a second thread.
            self._sampler.join()
        except BaseException as error:
            _again = self.caught(error)

    def _after_fork(self) -> None:
        # Not now: Python 3.12 counts the threads when this is over.
        if self.recorder.open and self.loops_run:
            self.recorder.soon(self._sampler.start)

    def _forget(self) -> None:
        """Leave a child that was forked: the recording is its parent's."""
        if not self.recorder.open:
            return
        watches, write = self.watches(), self.recorder.forget()
        try:
            self.leave()
            self._write = write
            self._listen()
            for watch in watches:
                wait_in_child(watch)
        except BaseException as error:
            _again = self.caught(error)

    def runs_in_child(self) -> None:
        """Say in the recording of the parent that a loop runs in a child, and leave for good."""
        write, self._write = self._write, None
        self._patches.take_back()
        if write is not None:
            try:
                write(marshal.dumps([(rows.FORKED, self.recorder.now())], FORMAT))
            except OSError as error:  # the child has closed what it did not open
                self.recorder.fail(error)

    def watches(self) -> list[Watch]:
        """Return the watches on all loops that are still there and not closed."""
        known = [reference() for reference in tuple(self._watches.values())]
        return [watch for watch in known if type(watch) is Watch]

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
        except RecursionError:
            self.recorder.room = OVERRUN
        except BaseException as error:
            _again = self.caught(error)
        return True

    def made(self, loop: Any, _: FrameType | None = None) -> None:
        """Note a new loop."""
        if _traceable(loop):
            self._watch_on(loop)

    def asked(self, loop: Any, frame: FrameType) -> None:
        """Note that a function asks whether a loop runs."""
        watch = self._threads.get(get_ident())
        if watch is not None and watch.loop() is loop:
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

    def _watch_on(self, loop: Any) -> Watch:
        known = self._watches.get(id(loop), _gone)()
        if known is None or known.loop() is not loop:
            self._loops += 1
            known = Watch(loop, self, self._loops)
            self._watches[id(loop)] = ref(known)
        return known

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
