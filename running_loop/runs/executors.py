"""Executors: what makes runs in the place of this machine's threads, if a variable names it."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any

from running_loop.problem import Problem, ProblemError
from running_loop.runs.recording import Recording

# Names a function that gives the executor of the runs: "module:function".
VARIABLE = "RUNNING_LOOP_EXECUTOR"
FUNCTION = "module:function, a function without arguments that gives an executor"
EXECUTOR = "an executor as those of concurrent.futures are"
Submit = Callable[..., Recording]


@contextmanager
def named(setting: str) -> Iterator[Submit]:
    """Give what runs a function by the executor that a setting names, and returns its recording.

    Raises:
        ProblemError: It gives none, or, from what is given, one that does not work.
    """
    made = _made(setting)
    with ExitStack() as stack:
        if not callable(getattr(made, "submit", None)):
            raise _refusal(setting, f"gives {_kind(made)}", EXECUTOR)
        try:
            executor = stack.enter_context(made)
        except Exception as error:
            raise _refusal(setting, f"cannot be entered: {_said(error)}", EXECUTOR) from error
        yield lambda *work: _result(setting, executor, work)


def _made(setting: str) -> Any:  # noqa: ANN401, whatever the function gives
    module, _, function = setting.partition(":")
    try:
        return getattr(import_module(module), function)()
    # A module that is run may end in any way, also by sys.exit.
    except (Exception, SystemExit) as error:
        raise _refusal(setting, f"gives no executor: {_said(error)}", FUNCTION) from error


def _result(setting: str, executor: Any, work: tuple[Any, ...]) -> Recording:  # noqa: ANN401
    try:
        made = executor.submit(*work).result()
    except (ProblemError, CancelledError):
        raise
    except Exception as error:
        raise _refusal(setting, f"does not run a program: {_said(error)}", EXECUTOR) from error
    if not isinstance(made, Recording):
        raise _refusal(setting, f"gives {_kind(made)} as a recording", EXECUTOR)
    return made


def _kind(value: object) -> str:
    return f"an object of {type(value).__module__}.{type(value).__qualname__}"


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _refusal(setting: str, why: str, expected: str) -> ProblemError:
    remedy = f"mend it, or unset {VARIABLE}"
    return ProblemError([Problem(VARIABLE, f"{setting!r} {why}", expected, remedy)])
