"""The two commands, and what they say when they cannot work."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import ROOT

TARGETS = dict(
    re.findall(r"(?m)^([a-z]+):.*## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # These tests are themselves started by make, which tells the makes below it so.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *words],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def python(project: Path, body: str) -> str:
    """Write a stand-in for a Python that is not right, and return its path."""
    path = project / "python"
    path.write_text(f'#!/bin/sh\ncase "$2" in\n{body}\nesac\n')
    path.chmod(0o755)
    return f"PYTHON={path}"


def test_make_alone_lists_the_targets(project: Path) -> None:
    done = make(project)
    assert done.returncode == 0
    assert [line.split(maxsplit=2) for line in done.stdout.splitlines()] == [
        ["make", name, about] for name, about in TARGETS.items()
    ]


@pytest.mark.parametrize("target", ["site", "test", "serve"])
def test_a_python_that_is_too_old_gets_one_clear_line(project: Path, target: str) -> None:
    done = make(project, target, python(project, "*version_info*) exit 1;;"))
    assert done.returncode != 0
    assert "is missing or older than Python 3.11: make PYTHON=python3.x" in complaint(done)


def test_a_missing_python_gets_the_same_line(project: Path) -> None:
    assert "is missing or older" in complaint(make(project, "site", "PYTHON=no-such-python"))


def test_a_python_without_venv_gets_one_clear_line(project: Path) -> None:
    done = make(project, "site", python(project, "*version_info*) exit 0;;\n*venv*) exit 1;;"))
    assert "has no venv: install it (Debian: apt-get install python3-venv)" in complaint(done)


# It notes what it is asked to do. As the Python of an environment it makes the scripts there.
STAND_IN = """#!/bin/sh
case "$*" in
    *"-m venv"*) mkdir -p .venv/bin; echo venv >> done
        cp "$0" .venv/bin/pip; cp "$0" .venv/bin/python; cp "$0" .venv/bin/mkdocs ;;
    *editable*) echo own >> done ;;
    *requirements*) echo pins >> done ;;
    build*) echo site >> done ;;
esac
"""
ALL = ["venv", "pins", "own", "site"]


def steps(project: Path) -> list[str]:
    """Return what `make site` does, in a project whose Python is a stand-in."""
    path = project / "python"
    path.write_text(STAND_IN)
    path.chmod(0o755)
    (project / "done").write_text("")
    done = make(project, "site", "PYTHON=./python")
    assert done.returncode == 0, done.stderr
    (project / "said").write_text(done.stderr)
    return (project / "done").read_text().split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("pyproject.toml", ["own", "site"]), ("requirements.txt", ALL), ("README.md", ["site"])],
)
def test_an_edit_makes_anew_what_depends_on_it(
    project: Path, name: str, expected: list[str]
) -> None:
    assert steps(project) == ALL
    assert steps(project) == ["site"]
    later = (project / ".venv" / "site.stamp").stat().st_mtime + 10
    (project / name).touch()
    os.utime(project / name, (later, later))
    assert steps(project) == expected


def test_an_environment_of_a_checkout_that_was_moved_is_made_anew(project: Path) -> None:
    there = project / "a place"
    (here := project / "here").mkdir()
    for item in [item for item in project.iterdir() if item.is_file()]:
        item.rename(here / item.name)
    assert steps(here) == ALL
    here.rename(there)
    assert steps(there) == ALL
    (line,) = (there / "said").read_text().splitlines()
    assert line == f".venv was made in {here}, or its Python is gone: it is made anew"
    assert steps(there) == ["site"]
    assert (there / "said").read_text() == ""


def test_an_environment_whose_python_is_gone_is_made_anew(project: Path) -> None:
    assert steps(project) == ALL
    (project / ".venv/bin/python").unlink()
    (project / ".venv/bin/python").symlink_to("/no/such/python")
    assert steps(project) == ALL


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that is not from make itself."""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    (line,) = [line for line in lines if "not found" not in line]
    return line


def test_the_commands_of_the_readme_are_targets() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(?:\$ |`|/ )make ([a-z]+)", text)
    assert {"site", "test", "serve"} <= set(named) <= set(TARGETS)


def test_the_readme_opens_with_what_it_is_a_picture_and_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    opening = text[: text.index("## ")]
    assert opening.index("teaches Python's asyncio") < opening.index("![")
    assert "```console\n$ make site\n$ make test\n```" in opening
    (picture,) = re.findall(r"!\[.*?\]\((.*?)\)", opening)
    assert (ROOT / picture).is_file()


def test_the_readme_lists_all_targets() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^\| `make ([a-z]+)` \|", text)
    assert sorted(listed) == sorted(set(TARGETS) - {"help"})
