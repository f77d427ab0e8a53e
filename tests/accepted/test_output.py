"""Check and accept are mirror images: what was accepted passes, whatever it is."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from running_loop import clean
from running_loop.accepted.acceptance import save, updated
from running_loop.accepted.output import Accepted, Shelf
from running_loop.accepted.review import problem
from running_loop.processes.supervision import Ending
from running_loop.programs.header import Header
from running_loop.programs.snippets import Snippet, load
from running_loop.runs.recording import Recording

TODAY, BEFORE = date(2026, 11, 22), date(2026, 1, 2)


def made(snippet: Snippet, python: str, text: str) -> Recording:
    return Recording(snippet, python, Ending.EXITED, 0, text, 0.1)


def series(*recordings: Recording) -> dict[str, Recording]:
    return {recording.python.rpartition(".")[0]: recording for recording in recordings}


def snippet(folder: Path, header: str = "") -> Snippet:
    (folder / "demo").mkdir(exist_ok=True)
    (folder / "demo/a.py").write_text(header)
    return load(folder, "demo/a.py")


@given(st.binary(max_size=80), st.binary(max_size=80))
@example(b"a\r\nb\rc", b"\xef\xbb\xbfa")
@example(b"\x0c\x1c\xc2\x85\xe2\x80\xa8", b"")
def test_what_was_accepted_passes(base: bytes, other: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        program = snippet(Path(name))
        shelf = Shelf(Path(name))
        runs = [
            made(program, version, clean.clean(raw))
            for version, raw in [("3.11.7", base), ("3.12.1", base), ("3.13.0", other)]
        ]
        save(updated(shelf.of(program), series(*runs), TODAY), shelf)
        read = Shelf(Path(name)).of(program)
        assert [problem(run, read) for run in runs] == [None, None, None]
        assert len(list(Path(name).rglob("*.out"))) == 1 + (clean.clean(base) != clean.clean(other))


@pytest.fixture
def program(tmp_path: Path) -> Snippet:
    return snippet(tmp_path)


OLD = {"3.11.7": BEFORE, "3.12.1": BEFORE, "3.14.2": BEFORE}


def test_a_python_that_is_not_here_keeps_its_own_file(program: Snippet) -> None:
    before = Accepted(program, "a\n", {"3.14": "b\n"}, OLD)
    runs = series(made(program, "3.11.7", "c\n"), made(program, "3.12.1", "c\n"))
    after = updated(before, runs, TODAY)
    assert (after.base, after.own) == ("c\n", {"3.14": "b\n"})
    assert after.pythons == {"3.11.7": TODAY, "3.12.1": TODAY, "3.14.2": BEFORE}


def test_a_python_that_is_not_here_keeps_its_text_when_the_base_changes(program: Snippet) -> None:
    after = updated(
        Accepted(program, "a\n", {}, OLD), series(made(program, "3.11.7", "c\n")), TODAY
    )
    assert (after.base, after.own) == ("c\n", {"3.12": "a\n", "3.14": "a\n"})


def test_what_another_text_of_the_program_printed_is_dropped(program: Snippet) -> None:
    before = Accepted(program, "a\n", {"3.14": "b\n"}, OLD, is_current=False)
    after = updated(before, series(made(program, "3.12.1", "a\n")), TODAY)
    assert (after.base, after.own, after.pythons) == ("a\n", {}, {"3.12.1": TODAY})


def test_what_did_not_change_keeps_its_day(program: Snippet) -> None:
    before = Accepted(program, "a\n", {}, OLD)
    runs = series(made(program, "3.11.7", "a\n"), made(program, "3.12.9", "a\n"))
    assert updated(before, runs, TODAY).pythons == {
        "3.11.7": BEFORE,
        "3.12.9": TODAY,
        "3.14.2": BEFORE,
    }


def test_the_base_is_what_the_oldest_python_prints(program: Snippet) -> None:
    before = Accepted(program, "new\n", {}, {"3.13.0": BEFORE})
    after = updated(before, series(made(program, "3.11.7", "old\n")), TODAY)
    assert (after.base, after.own) == ("old\n", {"3.13": "new\n"})


def test_a_python_that_the_header_excludes_now_is_dropped(tmp_path: Path) -> None:
    program = snippet(tmp_path, '# /// script\n# requires-python = ">=3.12"\n# ///\n')
    after = updated(
        Accepted(program, "a\n", {}, OLD), series(made(program, "3.13.0", "a\n")), TODAY
    )
    assert set(after.pythons) == {"3.12.1", "3.13.0", "3.14.2"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("3.11", "a"), ("3.12", "b"), ("3.13", "a"), ("3.14", "c"), ("3.15", "c"), ("3.10", "a")],
)
def test_a_new_python_is_to_print_what_the_one_before_prints(asked: str, expected: str) -> None:
    program = Snippet("demo/a.py", Path("demo/a.py"), Header(), "")
    pythons = dict.fromkeys(("3.11.7", "3.12.1", "3.13.0", "3.14.2"), BEFORE)
    accepted = Accepted(program, "a", {"3.12": "b", "3.14": "c"}, pythons)
    assert accepted.text(asked) == expected
    name = {"a": "demo/a.out", "b": "demo/a.3.12.out", "c": "demo/a.3.14.out"}[expected]
    assert accepted.file(asked) == name
