import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from running_loop.processes import leftovers

NOBODY = 999999999


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def make(temporary: Path, name: str) -> Path:
    folder = temporary / name
    folder.mkdir()
    (folder / "file").write_text("")
    return folder


def test_a_folder_of_a_dead_process_is_removed(temporary: Path) -> None:
    folder = make(temporary, f"{leftovers.PREFIX}{NOBODY}-abc")
    leftovers.remove()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["running-loop-{}-abc", "running-loop-notes", "other-1-abc"])
def test_other_folders_stay(temporary: Path, name: str) -> None:
    folder = make(temporary, name.format(os.getpid()))
    leftovers.remove()
    assert folder.exists()


def test_a_folder_older_than_its_owner_is_removed(temporary: Path) -> None:
    folder = make(temporary, leftovers.prefix() + "abc")
    old = psutil.Process().create_time() - 2 * leftovers.CLOCK_MARGIN_S
    os.utime(folder, (old, old))
    leftovers.remove()
    assert not folder.exists()


def test_a_link_to_another_folder_is_not_followed(temporary: Path) -> None:
    precious = make(temporary, "precious")
    (temporary / f"{leftovers.PREFIX}{NOBODY}-abc").symlink_to(precious)
    leftovers.remove()
    assert (precious / "file").exists()


def test_a_process_in_such_a_folder_is_ended(temporary: Path) -> None:
    folder = make(temporary, f"{leftovers.PREFIX}{NOBODY}-abc")
    command = [sys.executable, "-c", "import sys; sys.stdin.read()", str(folder / "data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        leftovers.remove()
        process.wait(10)
