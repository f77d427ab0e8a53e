"""What programs can read of the processes around them, as root and as another user."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from running_loop.processes.confinement import confined
from tests import ROOT
from tests.runs.test_runner import record

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
PROBE = """
import json, os
from pathlib import Path
def reads(file):
    try:
        return Path(file).read_bytes() != b""
    except OSError:
        return False
found, pid = {}, os.getppid()
while pid > 1:
    found[pid] = reads(f"/proc/{pid}/environ")
    pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
print(json.dumps([list(found.values()), reads("/proc/self/environ")]))
"""
# Starts the probe; `{landlock}` is the oldest Landlock that it uses.
BUILD = """
import subprocess, sys
sys.path.insert(0, {root!r})
from running_loop import confinement
confinement.OLDEST_LANDLOCK = {landlock}
probe = confinement.confined(
    lambda: subprocess.Popen([sys.executable, "-c", {probe!r}], stdout=subprocess.PIPE)
)
print(probe.communicate()[0].decode())
"""
NEVER = 1 << 30
is_linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is shut elsewhere")
is_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def looked(tmp_path: Path, landlock: int, *become: str) -> tuple[list[bool], bool]:
    """Return which of its ancestors a probe can read, the nearest first, and whether itself."""
    module = tmp_path / "running_loop"
    module.mkdir()
    # The other user may not be able to read the checkout.
    source = (ROOT / "running_loop" / "processes" / "confinement.py").read_text()
    (module / "confinement.py").write_text(source)
    build = BUILD.format(root=str(tmp_path), landlock=landlock, probe=PROBE)
    for folder in (tmp_path, *tmp_path.parents[:3], module):
        folder.chmod(folder.stat().st_mode | 0o055)
    shell = ["sh", "-c", '"$0" -c "$1"; true', *python(), build]
    done = subprocess.run([*become, *shell], capture_output=True, check=True, cwd="/")
    ancestors, itself = json.loads(done.stdout)
    return ancestors, itself


def python() -> list[str]:
    """Return a Python that every user can start."""
    return ["/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable]


@is_linux
@is_root
@pytest.mark.parametrize("become", [[], NOBODY], ids=["root", "nobody"])
def test_no_process_above_a_program_is_read(tmp_path: Path, become: list[str]) -> None:
    ancestors, itself = looked(tmp_path, 2, *become)
    assert not any(ancestors)
    assert itself


@is_linux
@is_root
def test_without_landlock_root_reads_nothing_and_others_not_the_build(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "other").mkdir()
    assert not any(looked(tmp_path / "root", NEVER)[0])
    (build, shell, *_), itself = looked(tmp_path / "other", NEVER, *NOBODY)
    assert (build, itself) == (False, True)
    assert shell, "the docs say that the shell is open there"


def test_what_a_confined_function_does_comes_back() -> None:
    assert confined(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        confined(lambda: 1 // 0)


@is_linux
def test_only_what_is_confined_loses_rights() -> None:
    def rights() -> str:
        status = ["grep", "-E", "CapEff|NoNewPrivs", "/proc/self/status"]
        return subprocess.run(status, capture_output=True, text=True, check=True).stdout

    before = rights()
    assert confined(rights) != before
    assert rights() == before


def test_a_program_moves_files_into_other_folders() -> None:
    moved = "os.rename('a', 'd/a'); os.link('d/a', 'b'); print(os.listdir('d'))"
    assert (
        record(f"import os; os.mkdir('d'); open('a', 'w').close(); {moved}\n").output == "['a']\n"
    )
