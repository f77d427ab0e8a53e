"""What the development mode tells of a program: leaks are refused, and nothing else is."""

from pathlib import Path

import pytest

from running_loop.problem import Problem
from running_loop.programs.snippets import load
from running_loop.pythons.interpreter import current
from running_loop.runs import leaks
from running_loop.runs.schedule import Job, run_alone
from tests.mini import MiniSite

FILE = "import os\n\n\ndef read():\n    return open(os.devnull)\n\n\nread()\n"
SERVER = """
import asyncio
async def main():
    server = await asyncio.start_server(print, "127.0.0.1", 0)
asyncio.run(main())
"""
COROUTINE = "import asyncio\n\n\nasync def work(): ...\n\n\nasync def main():\n    work()\n"
SESSION = """
import asyncio, aiohttp
async def main():
    aiohttp.ClientSession()
asyncio.run(main())
"""
SHOWN = "import warnings\nwarnings.simplefilter('always', ResourceWarning)\n"
ONCE = """import warnings
with warnings.catch_warnings():
    warnings.simplefilter("always")
    read()
"""
CLEAN = [
    "import asyncio, time\nasync def main():\n    time.sleep(0.2)\nasyncio.run(main())\n",
    "import sys\nprint(sys.flags, sys.flags.dev_mode)\n",
    "import warnings\nwarnings.warn('old', DeprecationWarning)\n",
    SHOWN + FILE,
    SESSION,
    COROUTINE + "\n\nasyncio.run(main())\n",
    "raise ValueError\n",
    "import asyncio\nasyncio.run(asyncio.wait_for(asyncio.sleep(0), 5))\n",
]


def told(folder: Path, text: str) -> list[Problem]:
    (folder / "a.py").write_text(text)
    job = Job(load(folder, "a.py"), current())
    plain = run_alone(job.snippet, job.interpreter)
    return [leak for _, leak in leaks.of([job], {job.title: plain.output})]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        (FILE, "a.py:5", "ResourceWarning: unclosed file"),
        (SERVER, "a.py:4", "ResourceWarning: unclosed <socket"),
        (f"{FILE[:-7]}{ONCE}read()\n", "a.py:5", "unclosed file"),
    ],
)
def test_what_is_not_closed_is_told_with_its_line(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    (leak,) = told(tmp_path, text)
    assert leak.place == f"snippets/{place}"
    assert says in leak.found
    assert "close what the program opens" in leak.remedy


@pytest.mark.parametrize("text", CLEAN)
def test_what_leaks_nothing_or_shows_its_leak_passes(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_a_program_that_leaks_is_not_accepted(mini: MiniSite) -> None:
    mini.program(FILE + "print('read')\n")
    accepted = mini.accept()
    assert accepted.status == 1
    assert "snippets/demo/a.py:5: leaks, as Python " in accepted.said
    mini.program(SHOWN + FILE + "print('read')\n")
    accepted = mini.accept()
    assert accepted.status == 0, accepted.said
