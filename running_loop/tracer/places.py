"""Places: the line of the program that a stack or a chain of awaits stands for."""

from __future__ import annotations

import gc
import os
import sys

from . import names

if sys.version_info >= (3, 12):
    module_of = sys._getframemodulename
else:

    def module_of(_: int) -> str | None:
        """Return the name of the module of the function that runs so many frames above."""


TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

    from .recorder import Recorder

# What Python calls the file of each function of the tracer.
OURS = "<running loop>"
LIBRARIES = (
    os.path.dirname(os.__file__) + os.sep,
    os.path.dirname(__file__) + os.sep,
    "<frozen ",
    OURS,
)
INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
# To ask a frame for its module is cheaper than to get it; before Python 3.12 it is not.
THROUGH: set[str] = names.HAND_OVER if sys.version_info >= (3, 12) else set()


async def _coroutine() -> None: ...


async def _generator() -> Any:
    yield


_sample: Any = _coroutine()
# Where the garbage collector's list of what a coroutine holds has its code: its variables follow.
CODE_AT = gc.get_referents(_sample).index(_sample.cr_code, 1)
CoroutineType: Any = type(_sample)
_sample.close()

GeneratorType = type(_ for _ in ())
AsyncGeneratorType = type(_generator())
NAMES = {
    CoroutineType: ("cr_code", "cr_await", "cr_frame"),
    GeneratorType: ("gi_code", "gi_yieldfrom", "gi_frame"),
    AsyncGeneratorType: ("ag_code", "ag_await", "ag_frame"),
}
FunctionType = type(_coroutine)

LONGEST_SLEEP_S = 1e9
NUMBERS = {int, float}


class Code:
    """What is known of a code object; holding it keeps its identity from being used again.

    Attributes:
        code: The code object.
        program: Whether it is the program's own.
        begins: Whether the stack of a step ends at it.
        text: The number of its module and name.
        lines: The places that were asked for, by offset in the code.
        final: Whether it says what a task waits for, whatever it awaits itself.
    """

    __slots__ = ("begins", "code", "final", "lines", "program", "text")

    def __init__(self, code: CodeType, text: int, *, program: bool) -> None:
        """Take the code object, the number of its name and whose it is."""
        self.code = code
        self.program = program
        self.begins = not program and code.co_qualname in names.STEP_BEGINS
        self.text = text
        self.final = not program and code.co_qualname in names.FINAL
        self.lines: dict[int, int] = {}


class Wait:
    """Where a task waits, and what for; it says how to know it again.

    Attributes:
        number: Its number in the rows.
        place: The innermost place of the program.
        callee: The function of a library that is awaited there.
        leaf: The innermost function.
        own: The code of the program's innermost coroutine.
        lasti: How far that has come in its code.
        final: The code of the library's function, if that says what a task waits for.
    """

    __slots__ = ("callee", "final", "lasti", "leaf", "number", "own", "place")

    def __init__(self, number: int, place: int, callee: int, leaf: int) -> None:
        """Take its number in the rows and the numbers that it stands for."""
        self.number = number
        self.place = place
        self.callee = callee
        self.leaf = leaf
        self.own: CodeType | None = None
        self.lasti = 0
        self.final: CodeType | None = None


NOWHERE = Wait(0, 0, 0, 0)


class Places:
    """Finds lines of the program and remembers them."""

    def __init__(self, recorder: Recorder) -> None:
        """Take the recorder that numbers places."""
        self._recorder = recorder
        self._codes: dict[int, Code] = {}
        self._leaves: set[type] = set()
        self._waits: dict[tuple[int, int, int, int], Wait] = {}

    def code(self, code: CodeType) -> Code:
        """Return what is known of a code object."""
        known = self._codes.get(id(code))
        return known or self._learn(code)

    def of_stack(self, frame: FrameType | None) -> int:
        """Return the place of the program nearest to the top of a stack."""
        codes = self._codes
        while frame is not None:
            code = frame.f_code
            known = codes.get(id(code)) or self._learn(code)
            if known.program:
                return known.lines.get(frame.f_lasti) or self._line(known, frame)
            if known.begins:
                return 0
            frame = frame.f_back
        return 0

    def of_function(self, function: Any) -> int:
        """Return where a function of the program is defined, or 0."""
        return self.of_code(function.__code__) if type(function) is FunctionType else 0

    def of_code(self, code: CodeType) -> int:
        """Return where the code of a function begins, if it is the program's, or 0."""
        if not self.code(code).program:
            return 0
        return self._recorder.place(code.co_filename, code.co_qualname, code.co_firstlineno)

    def of_error(self, error: BaseException) -> int:
        """Return the innermost place of the program in an exception's traceback."""
        step, place = error.__traceback__, 0
        while step is not None:
            code = step.tb_frame.f_code
            if self.code(code).program and step.tb_lineno:
                place = self._recorder.place(code.co_filename, code.co_qualname, step.tb_lineno)
            step = step.tb_next
        return place

    def of_awaiting(self, coroutine: Any, last: Wait) -> tuple[Wait, Any]:
        """Return where a suspended coroutine waits, and the library's coroutine that it awaits.

        Args:
            coroutine: The coroutine of a task.
            last: Where the task waited last: it often waits there again.
        """
        outer = coroutine
        while type(coroutine) is CoroutineType:
            awaited = coroutine.cr_await
            if type(awaited) is not CoroutineType:
                break
            if (
                awaited.cr_code is last.final
                and coroutine.cr_frame.f_lasti == last.lasti
                and coroutine.cr_code is last.own
            ):
                return last, awaited
            coroutine = awaited
        return self._follow(outer)

    def _follow(self, coroutine: Any) -> tuple[Wait, Any]:
        own = known = library = None
        callee = 0
        while coroutine is not None:
            code, awaited = self._parts(coroutine)
            if code is not None:
                known = self.code(code)
                if known.program:
                    own, library, callee = coroutine, None, 0
                elif not callee:
                    library, callee = coroutine, known.text
                    if known.final:
                        break
            coroutine = awaited
        return self._wait(own, callee, known), library

    def _wait(self, own: Any, callee: int, known: Code | None) -> Wait:
        """Return the wait of the program's innermost coroutine; known is what is innermost."""
        frame = getattr(own, NAMES[type(own)][2]) if own is not None else None
        lasti, code = (frame.f_lasti, frame.f_code) if frame else (0, None)
        leaf = known.text if known else 0
        wait = self._waits.get((id(code), lasti, callee, leaf))
        if wait is None:
            place = self._at(frame) if frame else 0
            number = self._recorder.wait(place, callee, leaf)
            wait = self._waits[id(code), lasti, callee, leaf] = Wait(number, place, callee, leaf)
            wait.own, wait.lasti = code, lasti
            if known and known.final:
                wait.final = known.code
        return wait

    def _parts(self, coroutine: Any) -> tuple[Any, object]:
        if type(coroutine) is CoroutineType:
            return coroutine.cr_code, coroutine.cr_await
        if type(coroutine) in self._leaves:
            return None, None
        code, awaited = _parts(coroutine)
        if code is awaited:
            self._leaves.add(type(coroutine))
        return code, awaited

    def _at(self, frame: FrameType) -> int:
        known = self.code(frame.f_code)
        return known.lines.get(frame.f_lasti) or self._line(known, frame)

    def _line(self, known: Code, frame: FrameType) -> int:
        code = known.code
        line = frame.f_lineno or code.co_firstlineno
        place = self._recorder.place(code.co_filename, code.co_qualname, line)
        known.lines[frame.f_lasti] = place
        return place

    def _learn(self, code: CodeType) -> Code:
        file = code.co_filename
        program = not (file.startswith(LIBRARIES) or any(folder in file for folder in INSTALLED))
        text = self._recorder.text(f"{_module(file)}:{code.co_qualname}")
        known = self._codes[id(code)] = Code(code, text, program=program)
        return known


def _parts(awaited: object) -> tuple[Any, object]:
    """Return the code of what is awaited, or None, and what it awaits itself."""
    known = NAMES.get(type(awaited))
    if known is not None:
        return getattr(awaited, known[0]), getattr(awaited, known[1])
    if type(awaited).__name__ in names.OPAQUE:
        for held in gc.get_referents(awaited):
            if type(held) in NAMES or type(held).__name__ in names.OPAQUE:
                return None, held
    return None, None


def _module(file: str) -> str:
    for folder in (*INSTALLED, LIBRARIES[0]):
        if folder in file:
            return file.rpartition(folder)[2].replace(os.sep, "/")
    return os.path.basename(file)


def delay(coroutine: Any) -> float:
    """Return the microseconds that a suspended coroutine of `asyncio.sleep` sleeps, or -1.

    To ask its frame would make a frame and a dictionary. What it holds is listed
    faster: its code, and behind that its variables, its first argument first.
    """
    held, code = gc.get_referents(coroutine), coroutine.cr_code
    at = CODE_AT if held[CODE_AT] is code else held.index(code, 1)
    seconds: Any = held[at + 1]
    if type(seconds) in NUMBERS and 0 <= seconds < LONGEST_SLEEP_S:
        microseconds: float = seconds * 1e6
        return microseconds
    return -1
