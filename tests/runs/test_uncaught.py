"""How programs really end, and what is told of it."""

from pathlib import Path

import pytest

from running_loop.programs.snippets import load
from running_loop.pythons.interpreter import current
from running_loop.runs.schedule import run_alone
from running_loop.runs.uncaught import raised

REPORT = (
    """print('Traceback (most recent call last):\\n  File "a.py", line 1, in {}\\nKeyError: 1')"""
)
# What a program does, and the exception that ends it.
ENDS: dict[str, tuple[str, str | None]] = {
    "after a partial line": (('print("working...", end=" ")\n1/0\n'), "ZeroDivisionError"),
    "after a return": (('print("50%", end="\\r")\n1/0\n'), "ZeroDivisionError"),
    "of a class in a function": (
        ('def f():\n    class Boom(Exception): pass\n    raise Boom("x")\nf()\n'),
        "Boom",
    ),
    "of many lines": ('raise ValueError("a\\nb: c\\nKeyError: x")', "ValueError"),
    "with a note": (('e=ValueError("a")\ne.add_note("KeyError: note")\nraise e\n'), "ValueError"),
    "during another": (('try:\n    1/0\nexcept ZeroDivisionError:\n    {}["x"]\n'), "KeyError"),
    "because of another": (
        (
            "def g(): 1/0\n"
            "try:\n"
            "    g()\n"
            "except ZeroDivisionError as e:\n"
            '    raise KeyError("x") from e\n'
        ),
        "KeyError",
    ),
    "of a group": (
        'raise ExceptionGroup("a", [ValueError(1), ExceptionGroup("b",[KeyError(2)])])',
        "ExceptionGroup",
    ),
    "of a group after a partial line": (
        ('print("w", end="")\nraise ExceptionGroup("a", [ValueError(1)])\n'),
        "ExceptionGroup",
    ),
    "because of a group": (
        (
            "try:\n"
            '    raise ExceptionGroup("a", [ValueError(1)])\n'
            "except ExceptionGroup as e:\n"
            '    raise KeyError("x") from e\n'
        ),
        "KeyError",
    ),
    "of a group because of another": (
        (
            "try:\n"
            "    1/0\n"
            "except Exception as e:\n"
            '    raise ExceptionGroup("a", [ValueError(1)]) from e\n'
        ),
        "ExceptionGroup",
    ),
    "of a library": (('import json\njson.loads("{")\n'), "JSONDecodeError"),
    "with the beginning of another name": (
        (
            "class Value(Exception): pass\n"
            "class ValueErr(Exception): pass\n"
            'print("ValueErr: x")\n'
            'raise Value("ValueErr")\n'
        ),
        "Value",
    ),
    "printed": (
        (
            "import traceback,sys\n"
            "def m():\n"
            "    try: 1/0\n"
            "    except ZeroDivisionError: traceback.print_exc()\n"
            "m()\n"
            "sys.exit(1)\n"
        ),
        None,
    ),
    "written by hand": (
        ("import sys\n" + REPORT.format("f") + "\nsys.exit(1)\n"),
        None,
    ),
    "after one that was printed": (
        (REPORT.format("<module>") + "\nraise ValueError(1)\n"),
        "ValueError",
    ),
    "of a module with wrong syntax": ("import helper", "SyntaxError"),
    "of wrong syntax": ("print(1", "SyntaxError"),
    "of wrong indentation": (("if 1:\nprint(1)\n"), "IndentationError"),
    "of tabs": (("if 1:\n\tprint(1)\n        print(2)\n"), "TabError"),
    "without words": ("raise ValueError", "ValueError"),
    "with no words": ('raise ValueError("")', "ValueError"),
    "with spaces": ('raise ValueError("   x")', "ValueError"),
    "of another language": (('class Größe(Exception): pass\nraise Größe("é")\n'), "Größe"),
    "of a thread": (
        (
            "import threading,sys\n"
            "t=threading.Thread(target=lambda:1/0)\n"
            "t.start(); t.join(); sys.exit(1)\n"
        ),
        None,
    ),
    "of a task": (
        (
            "import asyncio,sys,gc\n"
            "async def f(): 1/0\n"
            "async def m():\n"
            "    t=asyncio.create_task(f()); await asyncio.sleep(0.01); del t; gc.collect()\n"
            "asyncio.run(m())\n"
            "sys.exit(1)\n"
        ),
        None,
    ),
    "after a line about a task": (('print("Task A failed")\nraise ValueError(1)\n'), "ValueError"),
    "after a line like a report": (('print("task: A")\nraise ValueError(1)\n'), "ValueError"),
    "of another process": (
        ('import subprocess,sys\nsubprocess.run([sys.executable,"-c","1/0"])\nsys.exit(1)\n'),
        None,
    ),
    "before the last words": (
        ('import atexit\natexit.register(lambda: print("bye"))\nraise ValueError(1)\n'),
        "ValueError",
    ),
    "of recursion": (("def f(): f()\nf()\n"), "RecursionError"),
    "of asyncio": (
        (
            "import asyncio\n"
            "async def m():\n"
            "    async with asyncio.timeout(0.01): await asyncio.sleep(1)\n"
            "asyncio.run(m())\n"
        ),
        "TimeoutError",
    ),
    "of a group of tasks": (
        (
            "import asyncio\n"
            "async def f(): 1/0\n"
            "async def m():\n"
            "    async with asyncio.TaskGroup() as t: t.create_task(f())\n"
            "asyncio.run(m())\n"
        ),
        "ExceptionGroup",
    ),
    "of an interrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "of a class in a class": (("class A:\n    class Err(Exception): pass\nraise A.Err\n"), "Err"),
    "of a class without a place": (
        ('def f():\n    return (lambda: type("B",(Exception,),{}))()\nraise f()("x")\n'),
        "B",
    ),
    "as words of an exit": (('import sys\nsys.exit("ValueError: x")\n'), None),
    "after standard error": (
        ('import sys\nprint("a",end="",file=sys.stderr)\nraise ValueError("x")\n'),
        "ValueError",
    ),
    "of a text": ('exec("1/0")', "ZeroDivisionError"),
    "of a warning": (
        (
            "import warnings\n"
            'warnings.simplefilter("error")\n'
            'warnings.warn("x",DeprecationWarning)\n'
        ),
        "DeprecationWarning",
    ),
    "of a missing module": ("import no_such_module_at_all", "ModuleNotFoundError"),
    "of a module": ("import helper2", "HelperError"),
    "of an assertion": ("assert 1 == 2", "AssertionError"),
    "after a line like a future": (('print("future: <x>")\nraise ValueError(1)\n'), "ValueError"),
}


@pytest.mark.parametrize("kind", ENDS)
def test_the_exception_that_ended_a_program(tmp_path: Path, kind: str) -> None:
    program, name = ENDS[kind]
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "helper.py").write_text("x = = 1\n")
    (folder / "helper2.py").write_text("class HelperError(Exception): pass\nraise HelperError\n")
    (folder / "a.py").write_text(f"{program}\n", encoding="utf-8")
    made = run_alone(load(tmp_path, "demo/a.py"), current())
    assert (raised(made.output, "a.py") if made.status else None) == name
