import os
import subprocess
import sys
from pathlib import Path

import pytest

from running_loop.programs import snippets
from running_loop.pythons.choosing import Pythons
from running_loop.pythons.interpreter import Interpreter, current
from running_loop.store.store import Store
from tests import ROOT
from tests.pythons_here import VARIABLE, absence, executables, fault, here, summary

NEWER = f"3.{sys.version_info.minor + 50}"


def python(version: str) -> Interpreter:
    return Interpreter(f"/bin/python{version}", version, version, ())


def test_the_builds_own_python_is_here() -> None:
    assert here()[current().series] == current()
    assert current().series not in executables(above=current().series)


@pytest.mark.parametrize("setting", ["", " ", ",", "3.11", "3.11, 3.12", "3.12 3.11,"])
def test_nothing_is_wrong_where_all_that_must_be_here_are(setting: str) -> None:
    assert fault(setting, ["3.11", "3.12"]) == ""


@pytest.mark.parametrize("setting", ["3.14", "3.11,3.14", "3.1", "3.11.7", "newest"])
def test_what_must_be_here_and_is_not_is_told(setting: str) -> None:
    missing = setting.removeprefix("3.11,")
    assert fault(setting, ["3.11", "3.12"]) == (
        f"{VARIABLE} names Python {missing}, which is not here; here: 3.11, 3.12; "
        f"to install it: .venv/bin/uv python install {missing}"
    )


def test_the_end_of_the_tests_tells_on_which_pythons_they_ran() -> None:
    pythons = [python("3.11.7"), python("3.12.1")]
    assert summary(pythons, {"3.11"}) == "Pythons: 3.11.7, 3.12.1"
    assert summary(pythons, {"3.14", "3.9", "3.12"}) == (
        "Pythons: 3.11.7, 3.12.1; not here: 3.9, 3.14"
    )


def pytest_says(setting: str) -> subprocess.CompletedProcess[str]:
    words = ["-m", "pytest", "-n", "0", "-q", "tests/test_site_pages.py"]
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {VARIABLE: setting},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_tests_do_not_begin_without_a_python_that_must_be_here() -> None:
    done = pytest_says(NEWER)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"{VARIABLE} names Python {NEWER}, which is not here" in done.stderr


def test_tests_begin_with_the_pythons_that_must_be_here() -> None:
    done = pytest_says(",".join(here()))
    assert done.returncode == 0, done.stdout
    assert f"Pythons: {', '.join(item.version for item in here().values())}" in done.stdout


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (f'# requires-python = ">={NEWER}"\n', f"needs Python >={NEWER}, and none is here"),
        (f'# [tool.running-loop]\n# pythons = ["{NEWER}"]\n', f"starts Python {NEWER}"),
    ],
)
def test_a_program_that_cannot_run_here_is_told_with_what_to_do(
    tmp_path: Path, header: str, says: str
) -> None:
    (tmp_path / "a.py").write_text(f"# /// script\n{header}# ///\nprint(1)\n")
    told = absence(snippets.load(tmp_path, "a.py"), Pythons(Store(tmp_path / "store")))
    assert told.startswith(f"snippets/a.py: {says}")
    assert "to mend: install" in told
