import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from running_loop.runs.progress import shown

PROGRAM = """
from running_loop.runs.progress import shown
with shown([("a.py", 1.0), ("b.py", None)]) as progress:
    progress.started("a.py")
    progress.started("b.py")
    progress.ended("a.py")
    progress.ended("b.py")
"""


def test_without_a_terminal_there_is_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    with shown([("a.py", 1.0), ("b.py", None)]) as progress:
        progress.started("a.py")
        progress.ended("a.py")
        progress.ended("b.py")
    assert capsys.readouterr().err == "ran 1 of 2: a.py\nran 2 of 2: b.py\n"


def test_on_a_terminal_there_is_a_bar(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(
        command, cwd=tmp_path, stderr=theirs, env=environment, timeout=60, check=False
    )
    os.close(theirs)
    text = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 0
    assert re.search(r"\d/2", text)
