"""Places: the line of the program that a stack or a chain of awaits stands for."""

from __future__ import annotations

import gc
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
    from typing import Any

    from .recorder import Recorder

    # The innermost place of the program, the function of a library that it awaits,
    # the innermost function, and the library's coroutine itself.
    Waiting = tuple[int, int, int, Any]

LIBRARIES = (
    os.path.dirname(os.__file__) + os.sep,
    os.path.dirname(__file__) + os.sep,
    "<frozen ",
)
INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
# Where the stack of a step ends: what called the loop did not call the step.
STEP_BEGINS = {"Handle._run", "BaseEventLoop._run_once"}
# These hide the coroutine or generator that they drive.
OPAQUE = {
    "async_generator_asend",
    "async_generator_athrow",
    "anext_awaitable",
    "coroutine_wrapper",
}


async def _coroutine() -> None: ...


async def _generator() -> Any:
    yield


_sample = _coroutine()
CoroutineType: type = type(_sample)
_sample.close()

GeneratorType = type(_ for _ in ())
AsyncGeneratorType = type(_generator())
NAMES = {
    CoroutineType: ("cr_code", "cr_await", "cr_frame"),
    GeneratorType: ("gi_code", "gi_yieldfrom", "gi_frame"),
    AsyncGeneratorType: ("ag_code", "ag_await", "ag_frame"),
}
CodeObject = type(_coroutine.__code__)


FINAL = {"sleep", "Queue.get", "Queue.put", "Lock.acquire", "Event.wait", "Semaphore.acquire"}
LONGEST_SLEEP_S = 1e9


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
        self.begins = not program and code.co_qualname in STEP_BEGINS
        self.text = text
        self.final = not program and code.co_qualname in FINAL
        self.lines: dict[int, int] = {}


class Places:
    """Finds lines of the program and remembers them."""

    def __init__(self, recorder: Recorder) -> None:
        """Take the recorder that numbers places."""
        self._recorder = recorder
        self._codes: dict[int, Code] = {}
        self._leaves: set[type] = set()

    def code(self, code: CodeType) -> Code:
        """Return what is known of a code object."""
        known = self._codes.get(id(code))
        return known or self._learn(code)

    def of_stack(self, frame: FrameType | None) -> int:
        """Return the place of the program nearest to the top of a stack."""
        codes = self._codes
        while frame is not None:
            known = codes.get(id(frame.f_code)) or self._learn(frame.f_code)
            if known.program:
                return known.lines.get(frame.f_lasti) or self._line(known, frame)
            if known.begins:
                return 0
            frame = frame.f_back
        return 0

    def of_function(self, function: Any) -> int:
        """Return where a function of the program is defined, or 0."""
        code = getattr(function, "__code__", None)
        if not isinstance(code, CodeObject):
            return 0
        return self.of_code(code)

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

    def of_awaiting(self, coroutine: Any) -> Waiting:
        """Return where a suspended coroutine waits."""
        codes = self._codes
        own = program = known = library = None
        callee = 0
        while coroutine is not None:
            kind = type(coroutine)
            if kind is CoroutineType:
                code, awaited = coroutine.cr_code, coroutine.cr_await
            elif kind in self._leaves:
                break
            else:
                code, awaited = _parts(coroutine)
                if code is awaited:
                    self._leaves.add(kind)
            if code is not None:
                known = codes.get(id(code)) or self._learn(code)
                if known.program:
                    own, program, callee = coroutine, known, 0
                elif not callee:
                    library, callee = coroutine, known.text
                    if known.final:
                        break
            coroutine = awaited
        place = self._line_of(own, program) if program is not None else 0
        return place, callee, known.text if known else 0, library if callee else None

    def _line_of(self, coroutine: Any, known: Code) -> int:
        frame = getattr(coroutine, NAMES[type(coroutine)][2])
        return (known.lines.get(frame.f_lasti) or self._line(known, frame)) if frame else 0

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
    names = NAMES.get(type(awaited))
    if names is not None:
        return getattr(awaited, names[0]), getattr(awaited, names[1])
    if type(awaited).__name__ in OPAQUE:
        for held in gc.get_referents(awaited):
            if type(held) in NAMES or type(held).__name__ in OPAQUE:
                return None, held
    return None, None


def _module(file: str) -> str:
    for folder in (*INSTALLED, LIBRARIES[0]):
        if folder in file:
            return file.rpartition(folder)[2].replace(os.sep, "/")
    return os.path.basename(file)


def delay(coroutine: Any) -> int:
    """Return the microseconds that a coroutine of `asyncio.sleep` sleeps, or -1."""
    frame = getattr(coroutine, "cr_frame", None)
    seconds: Any = frame.f_locals.get("delay") if frame else None
    if type(seconds) in {int, float} and 0 <= seconds < LONGEST_SLEEP_S:
        return int(seconds * 1e6)
    return -1
