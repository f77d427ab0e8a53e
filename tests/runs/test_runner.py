import json
import os
from pathlib import Path
from typing import Any

import pytest
from packaging.specifiers import SpecifierSet

from running_loop.pages.figures import Timeline
from running_loop.processes.supervision import Ending
from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.runs import recording as recordings
from running_loop.runs.recording import Recording
from running_loop.runs.runner import run
from running_loop.tracer import rows, tape
from tests.pythons_here import here


def record(body: str, interpreter: Interpreter | None = None, timeout: float = 10.0) -> Recording:
    # Another Python is recorded where this one cannot run the program.
    wanted = SpecifierSet(f"!={current().version}" if interpreter else "")
    header = Header(wanted, timeout=timeout)
    snippet = Snippet("demo/a.py", Path("snippets/demo/a.py"), header, body)
    return run(snippet, interpreter or current())


def kinds(recording: Recording) -> list[str]:
    """Return the kinds of the events that were recorded, each once, in order."""
    found = Timeline(recording).told.events
    return list(dict.fromkeys(event["event"] for event in found))


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


def test_the_programs_own_path_from_where_it_runs_is_cut() -> None:
    body = "import os\nprint(os.path.relpath(__file__), os.path.relpath(__file__, '..'))\n"
    assert record(body).output == "a.py program/a.py\n"


def test_what_cannot_be_removed_does_not_fail_the_run() -> None:
    assert record("import os\nos.mkdir('shut')\nos.chmod('shut', 0)\n").status == 0


def test_text_is_utf8_everywhere() -> None:
    assert record("import subprocess, sys\nprint('ä', sys.stdout.encoding)\n").output == "ä utf-8\n"


def test_a_recording_says_what_ran() -> None:
    recording = record("print(1)\n")
    assert recording.python == current().version
    assert recording.duration > 0


LOOP = """
import asyncio, os, signal, time
async def main():
    await asyncio.sleep(0.2)
    print("now")
    {}
asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("deed", "ending"),
    [
        ("time.sleep(60)", Ending.OVERTIME),
        ("await asyncio.sleep(60)", Ending.OVERTIME),
        ("while True: print('spam' * 1000)", Ending.FLOODED),
        ("os.kill(os.getpid(), signal.SIGKILL)", Ending.EXITED),
        ("os._exit(1)", Ending.EXITED),
        ("os.abort()", Ending.EXITED),
    ],
)
def test_what_was_recorded_before_an_end_by_force_is_kept(deed: str, ending: Ending) -> None:
    recording = record(LOOP.format(deed), timeout=2.0)
    assert recording.ending is ending
    assert {"create", "wait"} <= set(kinds(recording))
    assert kinds(recording)[-1] == "cut"
    assert "breaks off" in Timeline(recording).words()


@pytest.mark.parametrize("body", ["print(1)\n", "", "print(", "x = (" * 500 + "1" + ")" * 500])
def test_without_an_event_loop_nothing_is_kept(body: str) -> None:
    assert record(body).tape == ""


def test_a_name_is_one_line_on_the_tape() -> None:
    named = LOOP.format(
        'asyncio.current_task().set_name("a\\r\\n\\x85\\x1b[31mb\\n"); await asyncio.sleep(0)'
    )
    _, written = tape.play(record(named).tape)
    texts = [row[2] for row in written if row[0] == rows.TEXT]
    assert r"a␍␊\x85b␊" in texts
    assert [text for text in texts if len(f"{text}.".splitlines()) != 1] == []


@pytest.mark.parametrize("before", range(120, 200, 11))
def test_a_text_cut_off_in_a_path_tells_nothing_of_the_machine(before: int) -> None:
    shown = "import os; print({} + os.__file__)"
    body = LOOP.format(shown.format(repr("x" * before)))
    _, written = tape.play(record(body).tape)
    texts = [row[2] for row in written if row[0] == rows.TEXT]
    folder = str(Path(os.__file__).parent)
    told = [text.lstrip("x") for text in texts if text.startswith("xxx")]
    assert told
    assert not any(folder[:3] in text for text in told)


def test_an_end_by_itself_is_told_from_one_by_force() -> None:
    assert kinds(record(LOOP.format("1 / 0")))[-1] == "exit"


def test_ten_thousand_tasks_end_the_recording_and_not_the_program() -> None:
    body = """
import asyncio
async def work():
    await asyncio.sleep(0.1)
async def main():
    await asyncio.gather(*[work() for _ in range(10_000)])
    print("done")
asyncio.run(main())
"""
    recording = record(body)
    assert (recording.output, kinds(recording)[-1]) == ("done\n", "limit")
    assert len(recording.tape) < 300_000
    assert len(Timeline(recording).drawing("a", None)) < 300_000


def test_a_recording_keeps_no_path_of_the_run() -> None:
    recording = record(LOOP.format("raise ValueError(__file__)"))
    assert "running-loop-" not in str(Timeline(recording).told.events)
    assert "Traceback … ValueError: a.py" in Timeline(recording).words()


def test_a_recording_comes_back_with_its_tape() -> None:
    recording = record(LOOP.format("pass"))
    assert recordings.load(recording.snippet, recording.dump()) == recording


@pytest.mark.parametrize("python", here().values(), ids=here())
def test_each_python_records_the_same(python: Interpreter) -> None:
    body = LOOP.format("import sys; print(sys.argv, sys.orig_argv[1:], __file__)")
    made, same = record(body, python), record(body)
    assert made.output == same.output
    assert [event["event"] for event in Timeline(made).told.events] == [
        event["event"] for event in Timeline(same).told.events
    ]


@pytest.mark.parametrize("facts", [{"measures": True}, {"timeline": "none"}])
def test_what_must_not_be_slowed_down_is_not_recorded(facts: dict[str, Any]) -> None:
    header = Header(**facts)
    snippet = Snippet("demo/a.py", Path("snippets/demo/a.py"), header, LOOP.format("pass"))
    made = run(snippet, current())
    assert (made.output, made.tape) == ("now\n", "")
