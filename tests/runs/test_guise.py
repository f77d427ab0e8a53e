"""Guises where the system permits no namespaces, and on each Python of this machine."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.runs.guise import ELSEWHERE, PLAIN, TRAITS, Guise
from running_loop.runs.recording import Recording
from running_loop.runs.runner import run
from tests.pythons_here import here

DEPENDENT = {
    "import datetime; print(datetime.date.today())": "date",
    "import datetime; print(datetime.datetime.now().strftime('%A'))": "date",
    "import datetime as d; print(d.datetime.now(d.UTC).year)": "date",
    "from datetime import *; print(datetime.today().month)": "date",
    "import time; print(time.strftime('%x'))": "date",
    "from time import localtime; print(localtime().tm_yday)": "date",
    "import time; print(time.time_ns() // 10**14)": "date",
    "import email.utils as e; print(e.formatdate()[:16])": "date",
    "import socket; print(socket.gethostname())": "host",
    "import os; print(os.uname().nodename)": "host",
    "import platform; print(platform.node(), platform.release())": "host",
    "import subprocess; print(subprocess.getoutput('hostname || uname -n'))": "host",
    "import getpass; print(getpass.getuser())": "user",
    "import os; print('root' if os.getuid() == 0 else os.getuid())": "user",
    "import os, pwd; print(pwd.getpwuid(os.geteuid()).pw_name)": "user",
    "import os; open('x', 'w'); print(os.stat('x').st_uid, os.getuid())": "user",
    "import os; print(os.cpu_count())": "processors",
    "import multiprocessing; print(multiprocessing.cpu_count())": "processors",
    "import concurrent.futures as c; print(c.ThreadPoolExecutor()._max_workers)": "processors",
    "import sys; print(sys.executable)": "executable",
    "import sys; print(sys.prefix)": "executable",
    "import sysconfig; print(sysconfig.get_path('stdlib'))": "executable",
    "import os; open('x', 'w'); print(oct(os.stat('x').st_mode))": "umask",
    "import os; os.mkdir('x'); print(os.stat('x').st_mode & 0o777)": "umask",
    "import os; print(os.environ['PATH'].count(':'))": "search path",
}
FACTS = """
import datetime, getpass, os, platform, socket, sys, time
print(datetime.datetime.now().year - time.gmtime(os.stat(__file__).st_mtime).tm_year)
print(socket.gethostname(), platform.node(), os.uname().nodename)
print(os.getuid(), getpass.getuser())
print(os.cpu_count())
"""


def made(body: str, guise: Guise, python: Interpreter | None = None) -> Recording:
    snippet = Snippet("demo/a.py", Path("snippets/demo/a.py"), Header(), body)
    return run(snippet, python or current(), (), guise)


def differ(python: str, environment: Mapping[str, str], folder: Path) -> list[bool]:
    """Return which facts a Python gives otherwise in a guise that the system does not help."""
    program = folder / "a.py"
    program.write_text(FACTS)
    said = [
        subprocess.run([python, program], env=env, capture_output=True, text=True, check=True)
        for env in (dict(os.environ), os.environ | environment)
    ]
    assert said[1].stderr == ""
    lines = [item.stdout.splitlines() for item in said]
    return [one != other for one, other in zip(*lines, strict=True)]


@pytest.mark.parametrize("python", here().values(), ids=here())
def test_without_namespaces_python_itself_says_otherwise(
    tmp_path: Path, python: Interpreter
) -> None:
    environment = ELSEWHERE.environment(tmp_path, os.environ["PATH"])
    assert differ(python.executable, environment, tmp_path) == [True] * 4


@pytest.mark.parametrize(
    ("trait", "place"), [("date", 0), ("host", 1), ("user", 2), ("processors", 3)]
)
def test_a_guise_changes_its_traits_alone(tmp_path: Path, trait: str, place: int) -> None:
    environment = Guise((trait,)).environment(tmp_path, "")
    expected = [number == place for number in range(4)]
    assert differ(current().executable, environment, tmp_path) == expected


@pytest.mark.parametrize("python", here().values(), ids=here())
def test_each_python_runs_elsewhere(python: Interpreter) -> None:
    body = "import asyncio, json, sys\nasyncio.run(asyncio.sleep(0))\nprint(sys.version_info)\n"
    plain, away = made(body, PLAIN, python), made(body, ELSEWHERE, python)
    assert (away.status, away.output) == (0, plain.output)


def test_a_python_at_another_place_has_its_packages_and_hides_its_folder() -> None:
    body = (
        "import aiohttp, traceback\nprint(aiohttp.__file__, traceback.__file__)\nimport asyncio\n"
    )
    body += "asyncio.run(1)\n"
    plain, away = made(body, PLAIN), made(body, ELSEWHERE)
    assert away.output == plain.output
    assert ".../asyncio/runners.py" in away.output


def test_a_run_elsewhere_is_recorded_as_here() -> None:
    body = "import asyncio\nasyncio.run(asyncio.sleep(0))\n"
    assert made(body, ELSEWHERE).tape
    assert made(body, PLAIN).tape


def test_a_module_that_a_python_runs_at_its_start_runs_elsewhere_too(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/sitecustomize.py").write_text("print('started')\n")
    environment = Guise(("date",)).environment(tmp_path, "")
    path = f"{environment['PYTHONPATH']}{os.pathsep}{tmp_path / 'lib'}"
    words = [current().executable, "-c", "import sys; print(sys.path[1])"]
    said = subprocess.run(
        words, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert said.stdout == f"started\n{tmp_path / 'lib'}\n"


def test_frames_of_a_guise_are_cut() -> None:
    body = "import time\nkeep = time.strftime\nkeep()\n"
    assert made(body, PLAIN).output == made(body, ELSEWHERE).output
    assert "TypeError" in made(body, ELSEWHERE).output


@pytest.mark.parametrize("trait", TRAITS)
def test_a_trait_alone_leaves_a_stable_program_as_it_is(trait: str) -> None:
    guise = replace(PLAIN, traits=(trait,))
    assert made("print('stable')\n", guise).output == "stable\n"


@pytest.mark.parametrize(("body", "trait"), DEPENDENT.items())
def test_what_depends_on_a_trait_differs(body: str, trait: str) -> None:
    plain, away = made(body, PLAIN), made(body, Guise((trait,)))
    assert (plain.status, away.status) == (0, 0), away.output
    assert away.output != plain.output
