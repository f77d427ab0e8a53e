"""Tasks: which there are, which callback is a step of one, how one ended."""

from __future__ import annotations

from _weakref import ref

from . import rows
from .names import GATHER, STEP_NAMES, STEP_TYPE
from .places import NAMES, NOWHERE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .places import Places
    from .recorder import Recorder

LONGEST_VALUE = 60
# A value of another type may run code of the program when it is printed.
PLAIN = {bool, bytes, complex, float, int, str, type(None)}
SIZED = {dict, frozenset, list, set, tuple}
MOST_CHILDREN = 16
# Types of callbacks that are nothing but a step of a task.
ALWAYS_STEPS: set[type] = set()
DEEPEST_GROUP = 4


class Note:
    """What is known of a task; it never keeps the task itself alive.

    Attributes:
        number: Counts from 1 in the order of creation.
        actor: The task as an actor.
        ref: Gives the task, or None when it is gone or was never seen.
        name: The name it had when last asked.
        fresh: Whether it has not run yet.
        cancels: The requests to cancel it that were seen and not taken back.
        cause: The actor and the place of the last of them.
        awaited_by: The task that awaits it.
        wait: Where it waited last.
        kind: asyncio's own class that it is made of. Its functions are called rather than
            the methods of the task, which may be the program's.
    """

    __slots__ = (
        "actor",
        "awaited_by",
        "cancels",
        "cause",
        "fresh",
        "kind",
        "name",
        "number",
        "ref",
        "wait",
    )

    def __init__(self, number: int, reference: Callable[[], Any], name: str) -> None:
        """Take the number, a reference and the name."""
        self.number = number
        self.actor = rows.actor(rows.TASK, number)
        self.ref = reference
        self.name = name
        self.fresh = True
        self.cancels = 0
        self.cause = (0, 0)
        self.awaited_by: Note | None = None
        self.wait = NOWHERE
        self.kind: Any = Unknown


MethodType: Any = type(Note.__init__.__get__(NOWHERE))


class Unknown:
    """Stands for asyncio's class where a task is of another."""

    @staticmethod
    def get_name(task: object) -> str:
        """Return the name of its type: it has no other that can be asked for unseen."""
        return type(task).__name__

    @staticmethod
    def cancelling(_: object) -> int:
        """Return how often it was cancelled, which is not known."""
        return 0


class Tasks:
    """All tasks of all loops.

    Attributes:
        notes: What is known of each task, by its identity.
        kinds: asyncio's own classes of tasks.
    """

    def __init__(self, recorder: Recorder, places: Places) -> None:
        """Take what numbers texts and places."""
        self._recorder = recorder
        self._places = places
        self.notes: dict[int, Note] = {}
        self.kinds: tuple[type, ...] = ()
        self._count = 0

    def get(self, task: object) -> Note | None:
        """Return the note of a task, or None if it is new or no task."""
        note = self.notes.get(id(task))
        return note if note is not None and note.ref() is task else None

    def create(self, task: Any, at: int, *by: int, name: str = "") -> Note:
        """Note a new task.

        Args:
            task: The task.
            at: When it is created.
            *by: The number of its loop, who creates it, and the place.
            name: What it will be called, if it does not know that yet.
        """
        self._count += 1
        note = self.notes[id(task)] = Note(self._count, ref(task), name)
        note.kind = self.kind_of(task)
        note.name = name = name or note.kind.get_name(task)
        loop, actor, place = by
        facts = loop, note.number, actor, place, self._recorder.text(name)
        self._recorder.rows.append((rows.CREATE, at, *facts, *self._described(task._coro)))
        return note

    def kind_of(self, task: object) -> Any:
        """Return asyncio's own class of a task; what is none of its tasks is of an unknown one."""
        ancestors = type(task).__mro__
        for kind in self.kinds:
            if kind in ancestors:
                return kind
        return Unknown

    def _described(self, coroutine: Any) -> tuple[int, int]:
        """Return the text of a coroutine's name and the place of its definition.

        The name of one that is not the program's has its module before it.
        """
        names = NAMES.get(type(coroutine))
        if names is None:
            return self._recorder.text(f":{type(coroutine).__name__}"), 0
        code = getattr(coroutine, names[0])
        known = self._places.code(code)
        if not known.program:
            return known.text, 0
        return self._recorder.text(coroutine.__qualname__), self._places.of_code(code)

    def begins(self, note: Note, task: Any, at: int) -> None:
        """Note what became of a task between its creation and its first step."""
        if note.fresh:
            note.fresh = False
            self.rename(note, task, at)
        if task._must_cancel:
            self.cancel(note, task, rows.actor(rows.PROGRAM, rows.SOMEBODY), 0)

    def rename(self, note: Note, task: object, at: int) -> None:
        """Note the name of a task if it is another one now."""
        name = note.kind.get_name(task)
        if name != note.name:
            note.name = name
            self._recorder.rows.append((rows.NAME, at, note.number, self._recorder.text(name)))

    def awaited(self, future: Any, by: Note) -> int:
        """Return the task that a future is, as an actor; remember who awaits it."""
        for child in gathered(future):
            known = self.get(child)
            if known is not None:
                known.awaited_by = by
        note = self.get(future)
        if note is None:
            return 0
        note.awaited_by = by
        return note.actor

    def cancel(self, note: Note, task: Any, actor: int, place: int) -> None:
        """Note a request to cancel a task, and those that were passed on to it."""
        outer = note.awaited_by
        if outer is not None and outer is not note:
            outer_task = outer.ref()
            if outer_task is not None and outer_task._state == "PENDING":
                self.cancel(outer, outer_task, actor, place)
        requested = note.kind.cancelling(task)
        if requested > note.cancels:
            note.cause = (actor, place)
            self._recorder.rows.append(
                (rows.CANCEL, self._recorder.now(), note.number, actor, place)
            )
        note.cancels = requested

    def ended(self, task: Any) -> tuple[int, int, int]:
        """Return the outcome of a finished task, its place and the text of its value.

        Asking the task itself would mark its exception as retrieved.
        """
        if task._state == "CANCELLED":
            return rows.CANCELLED, 0, 0
        error = task._exception
        if error is not None:
            text = self._recorder.text(_shown_error(error))
            return rows.RAISED, self._places.of_error(error), text
        result = task._result
        return rows.RETURNED, 0, 0 if result is None else self._recorder.text(shown(result))


def stepped(callback: Any) -> Any:
    """Return the task whose next step a callback is, or None."""
    kind = type(callback)
    if kind.__name__ == STEP_TYPE:
        ALWAYS_STEPS.add(kind)
        return callback.__self__
    wanted = STEP_NAMES.get(kind.__name__)
    if not wanted or callback.__name__ not in wanted:
        return None
    task = callback.__self__
    return task if hasattr(task, "_fut_waiter") else None


def strange(callback: Any, kinds: tuple[type, ...]) -> str:
    """Return what a callback is called that is a step of a task, but not by a name that is known.

    Only asyncio's own tasks count, and what is none of their methods.

    Args:
        callback: What is no known step.
        kinds: asyncio's own classes of tasks.
    """
    kind = type(callback)
    bound = vars(kind).get("__self__")
    # Neither a method nor what C describes runs code of the program.
    if kind is not MethodType and type(bound).__name__ != "getset_descriptor":
        return ""
    ancestors = type(bound.__get__(callback)).__mro__
    if ancestors[0] not in kinds:
        return ""
    name = str(callback.__name__) if kind.__name__ in STEP_NAMES else ""
    held = any(name in vars(ancestor) for ancestor in ancestors)
    return "" if held else name or kind.__name__


def gathered(future: Any) -> Iterable[object]:
    """Return the first futures that a `gather` waits for."""
    if type(future).__name__ != GATHER:
        return ()
    children: list[object] = future._children
    return children[:MOST_CHILDREN]


def shown(value: object) -> str:
    """Return a short text for a value without running code of its type."""
    kind = type(value)
    if kind in PLAIN:
        text = repr(value[:LONGEST_VALUE] if isinstance(value, str | bytes) else value)
        return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
    if kind in SIZED:
        return f"{kind.__name__} of {len(value)}"  # type: ignore[arg-type]
    return kind.__name__


def _shown_error(error: BaseException, depth: int = 0) -> str:
    kind = type(error)
    if isinstance(error, BaseExceptionGroup) and depth < DEEPEST_GROUP:
        inner = BaseExceptionGroup.exceptions.__get__(error)
        texts = ", ".join(_shown_error(item, depth + 1) for item in inner[:3])
        return f"{kind.__name__} ({texts}{', …' if inner[3:] else ''})"
    words = [item for item in _plain_arguments(error) if type(item) is str]
    return f"{kind.__name__}: {words[0]}" if words else kind.__name__


def _plain_arguments(error: BaseException) -> tuple[object, ...]:
    """Return the arguments of an exception, whatever its class says of them."""
    found: tuple[object, ...] = vars(BaseException)["args"].__get__(error)
    return found
