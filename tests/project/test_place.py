import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from running_loop.cli import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    folder = tmp_path / "project"
    (folder / "docs" / "deep").mkdir(parents=True)
    (folder / "snippets" / "demo").mkdir(parents=True)
    (folder / "mkdocs.yml").touch()
    for name in ("a", "-b"):
        (folder / "snippets" / "demo" / f"{name}.py").write_text("print('hello')\n")
    return folder


def command(folder: Path, *words: str) -> Result:
    os.chdir(folder)
    return CliRunner().invoke(main, words)


PLACES = [".", "docs", "docs/deep", "snippets", "snippets/demo"]
SPELLINGS: dict[str, Callable[[Path, Path], str]] = {
    "its name": lambda _, __: "demo/a.py",
    "with the folder": lambda _, __: "snippets/demo/a.py",
    "with a dot": lambda _, __: "./demo/a.py",
    "with slashes": lambda _, __: "demo//a.py",
    "whole": lambda _, program: str(program),
    "from here": lambda here, program: os.path.relpath(program, here),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_program_is_found_from_every_folder(
    project: Path, place: str, spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    name = SPELLINGS[spelling](project / place, project / "snippets/demo/a.py")
    result = command(project / place, "why", name)
    assert (result.exit_code, result.output) == (0, "demo/a.py: it was never recorded\n")


def test_a_program_may_begin_with_a_dash(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    result = command(project / "snippets/demo", "run", "--", "-b.py")
    assert (result.exit_code, result.stdout) == (0, "hello\n")


@pytest.mark.parametrize("words", [["run", "demo/a.py"], ["accept"], ["why"], ["check"]])
@pytest.mark.parametrize("removed", [False, True])
def test_outside_a_project_every_command_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], *, removed: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    here = tmp_path / "elsewhere"
    here.mkdir()
    os.chdir(here)
    if removed:
        here.rmdir()
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "to mend: go to" in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("demo/b.py", "snippets/demo/b.py: does not exist"),
        ("demo", "snippets/demo: is a folder, not a file"),
        ("snippets/demo/", "snippets/demo: is a folder, not a file"),
        ("", "snippets/.: "),
        ("../project/mkdocs.yml", "lies outside snippets/"),
        ("/etc/hosts.py", "lies outside snippets/"),
        ("demo\\a.py", "snippets/demo\\a.py: is no path of a program"),
        ("a\udcff.py", "is no path of a program"),
        ("x" * 300 + ".py", "File name too long"),
    ],
)
@pytest.mark.parametrize("word", ["run", "why", "accept"])
def test_what_is_no_program_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, word: str, name: str, says: str
) -> None:
    monkeypatch.chdir(project)
    result = command(project, word, name)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert says in result.stderr


@pytest.mark.parametrize("kind", ["missing", "empty", "file"])
def test_a_project_without_programs_is_right(
    project: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(project)
    (project / "snippets").rename(project / "old")
    if kind == "empty":
        (project / "snippets").mkdir()
    if kind == "file":
        (project / "snippets").touch()
    for word in ("accept", "why", "check"):
        result = command(project, word)
        assert result.exit_code == 0, result.output
    assert command(project, "run", "demo/a.py").exit_code == 1
