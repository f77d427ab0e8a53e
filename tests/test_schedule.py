import threading
from pathlib import Path

import pytest

from running_loop.interpreters import current
from running_loop.problem import ProblemError
from running_loop.schedule import Recordings, run_all
from running_loop.snippets import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "demo").mkdir()
    return tmp_path


def write(folder: Path, name: str, text: str) -> str:
    (folder / "demo" / name).write_text(text)
    return f"demo/{name}"


def test_programs_run_beside_each_other(folder: Path) -> None:
    """Each waits for the other's file: alone, neither would end."""
    meet = (
        "import pathlib, time\npathlib.Path({mine!r}).touch()\n"
        "while not pathlib.Path({other!r}).exists():\n    time.sleep(0.01)\n"
    )
    one, two = str(folder / "one"), str(folder / "two")
    names = [
        write(folder, "a.py", meet.format(mine=one, other=two)),
        write(folder, "b.py", meet.format(mine=two, other=one)),
    ]
    Recordings(folder).make(names)


def test_a_program_that_is_unchanged_runs_once(folder: Path) -> None:
    count = folder / "count"
    name = write(folder, "a.py", f"open({str(count)!r}, 'a').write('x')\n")
    recordings = Recordings(folder)
    recordings.make([name, name])
    recordings.of(name)
    assert count.read_text() == "x"
    write(folder, "a.py", f"open({str(count)!r}, 'a').write('y')\n")
    recordings.make([name])
    assert count.read_text() == "xy"


def test_the_good_recordings_are_kept_when_others_fail(folder: Path) -> None:
    count = folder / "count"
    good = write(folder, "good.py", f"open({str(count)!r}, 'a').write('x')\n")
    bad = write(folder, "bad.py", "1 / 0\n")
    recordings = Recordings(folder)
    with pytest.raises(ProblemError) as caught:
        recordings.make([bad, good])
    assert [problem.place for problem in caught.value.problems] == ["snippets/demo/bad.py:1"]
    recordings.of(good)
    assert count.read_text() == "x"


def test_recordings_come_in_the_order_of_the_snippets(folder: Path) -> None:
    write(folder, "slow.py", "import time; time.sleep(0.3); print('slow')\n")
    write(folder, "fast.py", "print('fast')\n")
    snippets = [load(folder, "demo/slow.py"), load(folder, "demo/fast.py")]
    outputs = [recording.output for _, recording in run_all(snippets, current())]
    assert outputs == ["slow\n", "fast\n"]


def test_leaving_early_stops_what_runs(folder: Path) -> None:
    write(folder, "fast.py", "print('fast')\n")
    write(folder, "endless.py", "import time; time.sleep(9)\n")
    snippets = [load(folder, "demo/fast.py"), load(folder, "demo/endless.py")]
    runs = run_all(snippets, current())
    next(runs)
    runs.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("run")]
