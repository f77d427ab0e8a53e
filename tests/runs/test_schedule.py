import threading
from pathlib import Path

import pytest

from running_loop.programs.snippets import load
from running_loop.pythons.interpreter import current
from running_loop.runs.schedule import Job, outcomes, run_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "demo").mkdir()
    return tmp_path


def job(folder: Path, name: str, text: str, expected: float | None = None) -> Job:
    (folder / "demo" / name).write_text(text)
    return Job(load(folder, f"demo/{name}"), current(), expected)


def over(jobs: list[Job], at_once: int = 4) -> list[str]:
    """Return the names of the programs in the order in which they were over."""
    return [done.snippet.path.stem for done, _ in outcomes(jobs, at_once)]


def test_programs_run_beside_each_other(folder: Path) -> None:
    """Each waits for the other's file: alone, neither would end."""
    meet = (
        "import pathlib, time\npathlib.Path({mine!r}).touch()\n"
        "while not pathlib.Path({other!r}).exists():\n    time.sleep(0.01)\n"
    )
    one, two = str(folder / "one"), str(folder / "two")
    a = job(folder, "a.py", meet.format(mine=one, other=two))
    b = job(folder, "b.py", meet.format(mine=two, other=one))
    assert [recording.status for recording in run_all([a.snippet, b.snippet], current())] == [0, 0]


def test_the_longest_begins_first(folder: Path) -> None:
    jobs = [job(folder, name, "", took) for name, took in [("a.py", 1.0), ("b.py", 3.0)]]
    unknown = job(folder, "c.py", "")
    assert over([*jobs, unknown], at_once=1) == ["c", "b", "a"]


def test_what_is_over_is_told_at_once(folder: Path) -> None:
    slow = job(folder, "slow.py", "import time; time.sleep(0.5)", 9)
    assert over([slow, job(folder, "fast.py", "", 1)]) == ["fast", "slow"]


def test_a_program_that_measures_runs_with_nothing_beside_it(folder: Path) -> None:
    """Each fails if it sees another's file."""
    alone = "# /// script\n# [tool.running-loop]\n# alone = true\n# ///\n"
    text = (
        f"import os, time\nos.mkdir({str(folder / 'busy')!r})\ntime.sleep(0.2)\n"
        f"os.rmdir({str(folder / 'busy')!r})\n"
    )
    jobs = [job(folder, f"{name}.py", alone + text) for name in "abc"]
    made = run_all([item.snippet for item in jobs], current())
    assert [recording.output for recording in made] == ["", "", ""]


def test_recordings_come_in_the_order_of_the_snippets(folder: Path) -> None:
    slow = job(folder, "slow.py", "import time; time.sleep(0.3); print('slow')\n")
    fast = job(folder, "fast.py", "print('fast')\n")
    made = run_all([slow.snippet, fast.snippet], current())
    assert [recording.output for recording in made] == ["slow\n", "fast\n"]


def test_leaving_early_stops_what_runs(folder: Path) -> None:
    fast = job(folder, "fast.py", "")
    endless = job(folder, "endless.py", "import time; time.sleep(9)\n")
    runs = outcomes([fast, endless])
    next(runs)
    runs.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("run")]
