import json
from pathlib import Path

import pytest

from running_loop.header import Header
from running_loop.interpreters import current
from running_loop.recording import Recording
from running_loop.runner import run
from running_loop.snippets import Snippet


def record(body: str) -> Recording:
    return run(Snippet("demo/a.py", Path("snippets/demo/a.py"), Header(), body), current())


def test_a_run_starts_in_empty_folders_of_its_own() -> None:
    body = """
import json, os, pathlib, tempfile
here = pathlib.Path.cwd()
places = [here, pathlib.Path.home(), pathlib.Path(tempfile.gettempdir())]
print(json.dumps([[str(place), os.listdir(place)] for place in places]))
(pathlib.Path.home() / "left").write_text("x")
"""
    places = json.loads(record(body).output)
    assert [content for _, content in places] == [[], [], []]
    assert len({place for place, _ in places}) == 3
    assert not any(Path(place).exists() for place, _ in places)


def test_no_secret_of_the_builder_reaches_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUILDER_SECRET", "hidden")
    monkeypatch.setenv("PYTHONASYNCIODEBUG", "1")
    names = set(json.loads(record("import json, os; print(json.dumps(list(os.environ)))").output))
    assert "PATH" in names
    assert not names & {"BUILDER_SECRET", "PYTHONASYNCIODEBUG"}


def test_paths_of_the_machine_are_cut() -> None:
    recording = record("import asyncio\n\nasync def main():\n    1 / 0\n\nasyncio.run(main())\n")
    assert 'File "a.py", line 6, in <module>' in recording.output
    assert 'File ".../asyncio/runners.py"' in recording.output
    assert recording.output.endswith("ZeroDivisionError: division by zero\n")


def test_what_cannot_be_removed_does_not_fail_the_run() -> None:
    assert record("import os\nos.mkdir('shut')\nos.chmod('shut', 0)\n").status == 0


def test_text_is_utf8_everywhere() -> None:
    assert record("import subprocess, sys\nprint('ä', sys.stdout.encoding)\n").output == "ä utf-8\n"


def test_a_recording_says_what_ran() -> None:
    recording = record("print(1)\n")
    assert recording.python == current().version
    assert recording.duration > 0
