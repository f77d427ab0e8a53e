"""The line of dependencies: what import-linter is told fails when an arrow goes up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy what the lint reads."""
    shutil.copytree(ROOT / "running_loop", tmp_path / "running_loop")
    (tmp_path / "tests").mkdir()
    for name in ("pyproject.toml", "tests/__init__.py", "tests/contracts.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_the_line_holds(house: Path) -> None:
    assert lint(house).returncode == 0


@pytest.mark.parametrize(
    ("module", "statement", "said"),
    [
        ("store/key", "from running_loop.runs import runner", "running_loop.runs"),
        ("problem", "import running_loop.store.key", "running_loop.store"),
        ("pythons/series", "from running_loop.services import mysql", "running_loop.services"),
        ("timeline/axis", "def f() -> None:\n    import running_loop.pages", "running_loop.pages"),
        ("project/census", "from running_loop import cli", "running_loop.cli"),
        ("tracer/taps", "import yaml", "running_loop.tracer.taps imports yaml (line "),
        ("timeline/svg", "from markupsafe import escape", "running_loop.timeline.svg imports mark"),
        ("timeline/svg", "from running_loop import english", "imports running_loop.english"),
        ("clean", "import rich.text", "running_loop.clean imports rich (line "),
        ("attic/old", "", "attic"),
    ],
)
def test_an_arrow_that_goes_up_is_refused(
    house: Path, module: str, statement: str, said: str
) -> None:
    path = house / "running_loop" / f"{module}.py"
    if not path.parent.exists():
        path.parent.mkdir()
        (path.parent / "__init__.py").touch()
    with path.open("a") as file:
        file.write(f"{statement}\n")
    done = lint(house)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
