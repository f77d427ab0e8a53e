"""Accepting, in mini sites: real runs by the real command."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.mini import MiniSite, inside

WAIT_S = 60
# Prints another number in each run, and the same lines in another order.
COUNT = """
import pathlib
marks = pathlib.Path({place!r})
with marks.open("a") as file:
    file.write("x")
"""
UNSTABLE = COUNT + "print(len(marks.read_text()))\n"
SHUFFLED = COUNT + "print(*['a', 'b', 'b'][::(-1) ** len(marks.read_text())], 'end', sep='\\n')\n"


def files(mini: MiniSite) -> dict[str, bytes]:
    folder = mini.place / "snippets/demo"
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".py"}


def counting(mini: MiniSite, text: str) -> str:
    return text.format(place=str(mini.place / "marks"))


def test_a_program_that_was_accepted_passes(mini: MiniSite) -> None:
    mini.write("snippets/demo/a.py", "print('one')\n")
    mini.page('snippet("demo/a.py")')
    assert mini.build().status == 1
    accepted = mini.accept("demo/a.py")
    assert (accepted.status, accepted.said.count("new snippets/demo/a.out")) == (0, 1)
    assert files(mini)["a.out"] == b"one\n"
    built = mini.build()
    assert built.status == 0, built.said


def test_accepting_runs_programs_and_tells_what_changed(mini: MiniSite) -> None:
    """Nothing in the store is believed: the program prints what it now finds."""
    data = mini.write("data", "one\n")
    mini.program(
        f"import pathlib\nprint(pathlib.Path({str(data)!r}).read_text(), end='')\n", "one\n"
    )
    mini.program("print('b')\n", "b\n", "demo/b.py")
    mini.page('snippet("demo/a.py")', 'snippet("demo/b.py")')
    assert mini.build().status == 0
    data.write_text("two\n")
    said = mini.accept().said
    assert "changed snippets/demo/a.out\n" in said
    assert "  -one\n  +two\n" in said
    assert "unchanged: 1 of 2 programs" in said
    before = files(mini)
    assert "unchanged: 2 of 2 programs" in mini.accept().said
    assert files(mini) == before


def test_output_that_differs_between_runs_is_refused(mini: MiniSite) -> None:
    mini.program(counting(mini, UNSTABLE), "1\n")
    accepted = mini.accept()
    assert accepted.status == 1
    assert "snippets/demo/a.py: printed something else with many at once" in accepted.said
    assert "  -1\n  +" in accepted.said
    assert "measures = true" in accepted.said
    assert files(mini) == {"a.out": b"1\n"}


def test_lines_in_another_order_get_the_key_that_helps(mini: MiniSite) -> None:
    program = counting(mini, SHUFFLED)
    mini.program(program, "")
    accepted = mini.accept()
    assert accepted.status == 1
    assert "write any-order = [[1, 3]] into its header" in accepted.said
    header = "# /// script\n# [tool.running-loop]\n# any-order = [[1, 3]]\n# ///\n"
    mini.program(header + program, "")
    accepted = mini.accept()
    assert accepted.status == 0, accepted.said
    assert mini.build().status == 0
    notes = mini.html().select_one(".run__notes")
    assert notes
    assert notes.get_text() == "Lines 1 to 3 come in any order."


def test_what_cannot_be_accepted_leaves_the_others_accepted(mini: MiniSite) -> None:
    mini.program("1 / 0\n", "old\n")
    mini.program("print('b')\n", "old\n", "demo/b.py")
    accepted = mini.accept()
    assert accepted.status == 1
    assert "snippets/demo/a.py:1: ended with ZeroDivisionError" in accepted.said
    assert (files(mini)["a.out"], files(mini)["b.out"]) == (b"old\n", b"b\n")


def test_an_unknown_name_is_told(mini: MiniSite) -> None:
    mini.program("print('a')\n")
    assert "snippets/demo/b.py: does not exist" in mini.accept("demo/b.py").said


def test_a_program_that_wants_the_machine_runs_without_a_load(mini: MiniSite) -> None:
    header = "# /// script\n# [tool.running-loop]\n# alone = true\n# ///\n"
    mini.program(header + counting(mini, COUNT))
    assert mini.accept().status == 0
    assert (mini.place / "marks").read_text() == "xxxx"


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("when", [1, 3])
def test_an_interrupted_accept_leaves_the_old_file(
    mini: MiniSite, sent: signal.Signals, when: int
) -> None:
    """Interrupted in the first run, or in one beside a load."""
    waits = "import time\nif len(marks.read_text()) >= {when}:\n    time.sleep(30)\n"
    mini.program(counting(mini, COUNT) + waits.format(when=when + 1), "old\n")
    before = files(mini)
    with subprocess.Popen(mini.accepting(), cwd=mini.place, env=mini.environment()) as command:
        wait_for_marks(mini.place / "marks", when)
        command.send_signal(sent)
        assert command.wait(WAIT_S) != 0
    assert files(mini) == before
    mini.program("print('new')\n", "old\n")
    assert mini.accept().status == 0
    assert files(mini)["a.out"] == b"new\n"
    assert inside(mini.place) == []


def wait_for_marks(path: Path, count: int) -> None:
    deadline = time.monotonic() + WAIT_S
    while not path.exists() or len(path.read_text()) < count:
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def test_the_next_build_shows_the_run_that_was_accepted(mini: MiniSite) -> None:
    """Nothing that the key knows of changed: the old run would contradict the new text for ever."""
    data = mini.write("data", "one\n")
    mini.program(
        f"import pathlib\nprint(pathlib.Path({str(data)!r}).read_text(), end='')\n", "one\n"
    )
    assert mini.build().status == 0
    data.write_text("two\n")
    assert mini.accept("demo/a.py").status == 0
    data.write_text("three\n")
    built = mini.build()
    assert (built.status, "ran " in built.said) == (0, False), built.said
    assert "two" in mini.markdown()


def test_a_run_that_was_refused_is_not_kept(mini: MiniSite) -> None:
    mini.program(counting(mini, UNSTABLE), "1\n")
    assert mini.accept().status == 1
    why = mini.run([*mini.accepting()[:1], "why", "demo/a.py"])
    assert "it was never recorded" in why.said
