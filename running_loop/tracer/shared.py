"""What all that listens to one program shares: where rows go, what is known, who acts."""

from __future__ import annotations

from _thread import get_ident

from . import rows
from .interrupts import Again
from .names import missing
from .places import Places
from .tasks import Tasks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from .names import Table
    from .recorder import Recorder

    class Acting(Protocol):
        """Knows who acts in the thread of one loop."""

        def acting(self) -> int:
            """Return who acts now, as an actor."""


class Shared:
    """What the parts of the tracer know of one another.

    Attributes:
        recorder: Takes the rows.
        places: Finds lines of the program.
        tasks: All tasks.
        loops_run: How many loops run now.
        current_task: asyncio's own function, once asyncio is imported.
        future_type: asyncio's own class.
        sleep_over: The callback that ends a sleep.
        working: Returns which work this thread does for an executor, or the given actor.
    """

    def __init__(self, recorder: Recorder, watch_in: Callable[[int], Acting | None]) -> None:
        """Take the recorder, and what gives the watch on the loop that runs in a thread."""
        self.recorder = recorder
        self.places = Places(recorder)
        self.tasks = Tasks(recorder, self.places)
        self.loops_run = 0
        self.current_task: Callable[[object], Any] = _nobody
        self.future_type: type = object
        self.sleep_over: object = self
        self.working: Callable[[int], int] = _the_given
        self._watch_in = watch_in
        self._missing: set[str] = set()

    def watch_here(self) -> Acting | None:
        """Return the watch on the loop that runs in this thread."""
        return self._watch_in(get_ident())

    def acting(self) -> int:
        """Return who acts in this thread."""
        watch = self._watch_in(get_ident())
        if watch is None:
            return self.working(rows.actor(rows.PROGRAM))
        return watch.acting()

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

    def expect(self, table: Table) -> None:
        """Note what this Python lacks of a table of names, each once."""
        for name in missing(table):
            self.lacks(name)

    def lacks(self, name: str) -> None:
        """Note something that is relied on and missing, once."""
        if name not in self._missing:
            self._missing.add(name)
            row = rows.MISSING, self.recorder.now(), self.recorder.text(name)
            self.recorder.rows.append(row)


def _nobody(_: object) -> None:
    """Stand for `current_task` until asyncio is imported."""


def _the_given(actor: int) -> int:
    """Stand for the executors while there are none."""
    return actor
