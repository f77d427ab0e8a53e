from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from running_loop.cli import main


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets" / "demo").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("name", ["demo/a.py", "snippets/demo/a.py"])
def test_run_shows_what_a_program_printed(project: Path, name: str) -> None:
    (project / "snippets/demo/a.py").write_text("print('hello')\n")
    result = command("run", name)
    assert result.exit_code == 0
    assert result.stdout == "hello\n"
    assert "exit status 0" in result.stderr


def test_run_tells_what_is_wrong(project: Path) -> None:
    (project / "snippets/demo/a.py").write_text("print('so far')\n1 / 0\n")
    result = command("run", "demo/a.py")
    assert result.exit_code == 1
    assert "snippets/demo/a.py:2: ended with ZeroDivisionError" in result.stderr


def test_run_refuses_a_program_that_this_python_cannot_run(project: Path) -> None:
    (project / "snippets/demo/a.py").write_text('# /// script\n# requires-python = "<3"\n# ///\n')
    assert "needs Python <3" in command("run", "demo/a.py").stderr


def test_run_refuses_an_unknown_name(project: Path) -> None:  # noqa: ARG001
    assert "snippets/demo/b.py: does not exist" in command("run", "demo/b.py").stderr


def test_check_lists_all_problems(project: Path) -> None:
    (project / "snippets/demo/a.py").write_text("")
    (project / "docs/index.md").write_text("```python\n1\n```\n")
    result = command("check")
    assert result.exit_code == 1
    assert "docs/index.md:1" in result.stderr
    assert "snippets/demo/a.py: no page places this program" in result.stderr


def test_check_is_content_with_a_right_site(project: Path) -> None:
    (project / "docs/index.md").write_text("# A\n")
    assert command("check").exit_code == 0


@pytest.mark.parametrize("name", ["demo/a.py", "snippets/demo/a.py"])
def test_again_has_a_program_run_in_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    (project / "snippets/demo/a.py").write_text("")
    (project / "snippets/demo/a.out").write_text("")
    assert command("accept", "demo/a.py").exit_code == 0
    assert command("why", "demo/a.py").stdout == "demo/a.py: nothing changed\n"
    result = command("again", name)
    assert result.stdout == f"{name}: 1 removed; the next build runs it\n"
    assert command("why", "demo/a.py").stdout == "demo/a.py: its recording was removed\n"


@pytest.mark.parametrize("name", ["demo/b.py", "docs/gone.md", "../a.py", "demo"])
def test_again_refuses_what_is_not_there(project: Path, name: str) -> None:
    (project / "a.py").write_text("")
    result = command("again", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"snippets/{name}: " in result.stderr
