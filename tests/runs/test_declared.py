from pathlib import Path

import pytest

from running_loop.processes.supervision import Ending
from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet
from running_loop.runs.declared import problem
from running_loop.runs.recording import Recording
from running_loop.runs.uncaught import raised

PLAIN = """\
Traceback (most recent call last):
  File "a.py", line 3, in <module>
    shut()
ValueError: bad
"""
GROUP = """\
  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 7, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 6, in main
    | ValueError: x
    +------------------------------------
"""
SYNTAX = """\
  File "a.py", line 3
    await pause()
    ^^^^^^^^^^^^^
SyntaxError: 'await' outside function
"""
CHAINED = f"""\
{PLAIN}
During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "a.py", line 5, in <module>
shop.errors.Closed
"""
REPORTED = (
    PLAIN
    + "Task exception was never retrieved\nfuture: <Task finished>\n"
    + PLAIN.replace("ValueError", "KeyError")
)


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("", None),
        ("fine\n", None),
        ("ValueError: only printed\n", None),
        (PLAIN, "ValueError"),
        (GROUP, "ExceptionGroup"),
        (SYNTAX, "SyntaxError"),
        (CHAINED, "Closed"),
        (REPORTED, "ValueError"),
    ],
)
def test_the_exception_that_ended_a_program(output: str, name: str | None) -> None:
    assert raised(output, "a.py") == name


def recording(
    header: Header, status: int, output: str = "", ending: Ending = Ending.EXITED
) -> Recording:
    snippet = Snippet("demo/a.py", Path("a.py"), header, "", first_line=5)
    return Recording(snippet, "3.11.7", ending, status, output, 0.1)


@pytest.mark.parametrize(
    ("header", "status", "output"),
    [
        (Header(), 0, "fine\n"),
        (Header(exit_status=3), 3, ""),
        (Header(raises="ValueError", exit_status=1), 1, PLAIN),
        (Header(raises="ExceptionGroup", exit_status=1), 1, GROUP),
    ],
)
def test_an_end_as_declared_is_right(header: Header, status: int, output: str) -> None:
    assert problem(recording(header, status, output)) is None


@pytest.mark.parametrize(
    ("header", "status", "output", "message"),
    [
        (Header(), 1, PLAIN, "snippets/demo/a.py:7: ended with ValueError (exit status 1)"),
        (Header(), 3, "", "declare exit-status = 3 in its header"),
        (Header(), -11, "", "ended with signal 11"),
        (Header(raises="KeyError", exit_status=1), 1, PLAIN, 'declare raises = "ValueError"'),
        (Header(raises="ValueError", exit_status=1), 0, "", "expected: ValueError (exit status 1)"),
        (Header(raises="ValueError", exit_status=1), 1, "", "ended with exit status 1"),
    ],
)
def test_another_end_is_a_problem(header: Header, status: int, output: str, message: str) -> None:
    assert message in str(problem(recording(header, status, output)))
