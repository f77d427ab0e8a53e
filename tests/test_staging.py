import os
from pathlib import Path

from running_loop.staging import Staging


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_old_site_stays_until_the_new_one_is_published(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").touch()
    staging = Staging(site)
    (staging.folder / "new").touch()
    assert names(site) == ["old"]
    staging.publish()
    assert names(site) == ["new"]
    assert names(tmp_path) == ["site"]


def test_a_first_site_is_published(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "deep" / "site")
    staging.publish()
    assert (tmp_path / "deep" / "site").is_dir()


def test_a_discarded_site_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    Staging(tmp_path / "site").discard()
    assert names(tmp_path) == ["site"]


def test_only_what_dead_builds_left_is_removed(tmp_path: Path) -> None:
    living = tmp_path / f".running-loop-{os.getppid()}-site"
    dead = tmp_path / ".running-loop-999999999-site"
    living.mkdir()
    dead.mkdir()
    Staging(tmp_path / "site").discard()
    assert living.is_dir()
    assert not dead.exists()
