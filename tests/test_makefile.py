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
