import os
import subprocess
import sys
from pathlib import Path

import pytest

from running_loop.mkdocs_plugin import staging as module
from running_loop.mkdocs_plugin.claim import Claim
from running_loop.mkdocs_plugin.staging import PREFIX, Staging

# The ways to put a site in its place, and what makes the engine take each.
WAYS = {
    "exchange": "",
    "file by file": "module.exchange = lambda *_: False",
    "from within": "module._room = within",
}
# Publishes a site of three files, and is killed before it does something for the n-th time.
PUBLISHER = """
import os, signal, sys
from pathlib import Path
from running_loop.mkdocs_plugin import staging as module

def within(site):
    (site / f"{module.PREFIX}half-00-{site.name}").mkdir()
    return site / f"{module.PREFIX}half-00-{site.name}"

site, left = Path(sys.argv[1]), int(sys.argv[2])
WAY
DOES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.utime", "ctypes.dlsym")

def count(event, arguments):
    global left
    if event in DOES or (event == "open" and arguments[1] not in ("r", "rb", None)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
staging = module.Staging(site)
for name in ("index.html", "new/index.html", "both/index.html"):
    path = staging.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("new")
staging.publish()
"""
OLD = {"index.html": "old", "old/index.html": "old", "both/index.html": "old"}
NEW = {"index.html": "new", "new/index.html": "new", "both/index.html": "new"}
KEPT = {".git/HEAD": "unpushed", ".nojekyll": "", "CNAME": "example.org", ".well-known/a": "a"}


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def publish(site: Path, way: str, kill_at: int) -> bool:
    """Publish in a process of its own, and return whether it was killed."""
    script = PUBLISHER.replace("WAY", WAYS[way])
    command = [sys.executable, "-c", script, str(site), str(kill_at)]
    return subprocess.run(command, check=False).returncode != 0


@pytest.mark.parametrize("way", WAYS)
def test_a_killed_build_leaves_a_whole_site_whenever_it_is_killed(tmp_path: Path, way: str) -> None:
    kills = 0
    while True:
        site = tmp_path / str(kills) / "site"
        write(site, OLD | KEPT)
        killed = publish(site, way, kills + 1)
        if way == "exchange":
            assert {name: files(site).get(name) for name in OLD} in (
                {name: NEW.get(name) for name in OLD},
                OLD,
            )
        Staging(site).discard()
        found = files(site)
        assert {name: found.pop(name) for name in KEPT} == KEPT
        assert names(site.parent) == ["site"]
        assert not [name for name in found if PREFIX in name]
        assert found == OLD or found.items() >= NEW.items()
        if not killed:
            break
        kills += 1
    assert found == NEW
    assert kills > 8


def test_the_old_site_stays_until_the_new_one_is_published(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    staging = Staging(tmp_path / "site")
    write(staging.folder, NEW)
    assert files(tmp_path / "site") == OLD
    staging.publish()
    assert files(tmp_path / "site") == NEW
    assert names(tmp_path) == ["site"]


def test_a_first_site_is_published(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "deep" / "site")
    staging.publish()
    assert (tmp_path / "deep" / "site").is_dir()


def test_a_discarded_site_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    Staging(tmp_path / "site").discard()
    assert names(tmp_path) == ["site"]


@pytest.mark.parametrize("works", [True, False])
def test_a_link_to_a_folder_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, works: bool
) -> None:
    if not works:
        monkeypatch.setattr(module, "exchange", lambda *_: False)
    write(tmp_path / "www", OLD)
    (tmp_path / "site").symlink_to("www")
    staging = Staging(tmp_path / "site")
    write(staging.folder, NEW)
    staging.publish()
    assert (tmp_path / "site").is_symlink()
    assert files(tmp_path / "www") == NEW
    assert sorted(names(tmp_path)) == ["site", "www"]


@pytest.mark.parametrize("works", [True, False])
def test_what_others_write_into_the_site_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, works: bool
) -> None:
    if not works:
        monkeypatch.setattr(module, "exchange", lambda *_: False)
    write(tmp_path / "site", OLD)
    staging = Staging(tmp_path / "site")
    write(staging.folder, NEW)
    mark = staging.folder / "index.html"
    printed = tmp_path / "site/print/index.html"
    while not printed.exists() or printed.stat().st_ctime_ns <= mark.stat().st_ctime_ns:
        write(tmp_path / "site", {"print/index.html": "print"})  # the file system's clock is coarse
    staging.publish()
    assert files(tmp_path / "site") == NEW | {"print/index.html": "print"}


def test_the_mode_of_the_folder_stays(tmp_path: Path) -> None:
    write(tmp_path / "site", OLD)
    (tmp_path / "site").chmod(0o2775)
    Staging(tmp_path / "site").publish()
    assert (tmp_path / "site").stat().st_mode & 0o7777 == 0o2775


def test_files_and_folders_take_one_anothers_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "exchange", lambda *_: False)
    write(tmp_path / "site", {"index.html": "", "a": "file", "b/c": "folder"})
    staging = Staging(tmp_path / "site")
    write(staging.folder, {"index.html": "", "a/x": "folder", "b": "file"})
    staging.publish()
    assert files(tmp_path / "site") == {"index.html": "", "a/x": "folder", "b": "file"}


def test_two_builds_publish_at_once(tmp_path: Path) -> None:
    script = PUBLISHER.replace("WAY", "")
    for site in (tmp_path / str(number) / "site" for number in range(5)):
        write(site, OLD | KEPT)
        command = [sys.executable, "-c", script, str(site), "0"]
        both = [subprocess.Popen(command) for _ in range(2)]
        assert [process.wait() for process in both] == [0, 0]
        assert files(site) == NEW | KEPT
        assert names(site.parent) == ["site"]


def test_only_what_dead_builds_left_is_removed(tmp_path: Path) -> None:
    living = tmp_path / f"{PREFIX}half-00-site"
    dead = tmp_path / f"{PREFIX}half-01-site"
    another = tmp_path / f"{PREFIX}half-02-my-site"
    for folder in (living, dead, another):
        folder.mkdir()
    claim = Claim(living)
    Staging(tmp_path / "site").discard()
    assert sorted(names(tmp_path)) == sorted([living.name, another.name])
    claim.end()
    Staging(tmp_path / "site").discard()
    assert names(tmp_path) == [another.name]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts")
def test_a_mount_point_is_filled(tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    write(out, OLD | KEPT)
    site.mkdir()
    script = PUBLISHER.replace("WAY", "")
    command = 'mount --bind "$1" "$2" && exec "$3" -c "$4" "$2" 0'
    words = [str(out), str(site), sys.executable, script]
    done = subprocess.run(["unshare", "-m", "sh", "-c", command, "sh", *words], check=False)
    if done.returncode == 1:
        pytest.skip("this machine lets nobody mount")
    assert done.returncode == 0
    assert files(out) == NEW | KEPT
    assert sorted(names(tmp_path)) == ["out", "site"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts")
def test_a_site_below_a_folder_that_nobody_can_write_is_filled(tmp_path: Path) -> None:
    outer, out = tmp_path / "outer", tmp_path / "out"
    write(out, OLD | KEPT)
    (outer / "site").mkdir(parents=True)
    command = (
        'mount --bind "$1" "$1" && mount --bind "$2" "$1/site" && mount -o remount,ro,bind "$1"'
        ' && exec "$3" -c "$4" "$1/site" 0'
    )
    words = [str(outer), str(out), sys.executable, PUBLISHER.replace("WAY", "")]
    done = subprocess.run(["unshare", "-m", "sh", "-c", command, "sh", *words], check=False)
    assert done.returncode == 0
    assert files(out) == NEW | KEPT
