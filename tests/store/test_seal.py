from collections.abc import Iterator
from pathlib import Path

import pytest

from running_loop.store import seal


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    seal._key.cache_clear()  # noqa: SLF001
    yield tmp_path
    seal._key.cache_clear()  # noqa: SLF001


def again(data: bytes) -> str:
    """Return what another process of this user makes of data."""
    seal._key.cache_clear()  # noqa: SLF001
    return seal.of(data)


def key(home: Path) -> Path:
    return home / ".cache/running-loop/seal.key"


def test_a_seal_is_of_its_data_and_of_its_user(home: Path) -> None:
    sealed = seal.of(b"data")
    assert seal.fits(b"data", again(b"data"))
    assert not seal.fits(b"other", sealed)
    assert not seal.fits(b"data", f"{sealed}ä")
    assert key(home).stat().st_mode & 0o777 == 0o600
    key(home).unlink()
    assert again(b"data") != sealed


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o606])
def test_a_key_that_others_can_read_is_replaced(home: Path, mode: int) -> None:
    sealed = seal.of(b"data")
    key(home).chmod(mode)
    assert again(b"data") != sealed
    assert key(home).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "short", "x" * 1000])
def test_a_damaged_key_is_replaced(home: Path, text: str) -> None:
    seal.of(b"data")
    key(home).write_text(text)
    assert again(b"data") == again(b"data")
    assert len(key(home).read_text()) == seal.KEY_CHARACTERS


def test_a_link_is_no_key(home: Path) -> None:
    theirs = home / "theirs"
    theirs.write_text("0" * seal.KEY_CHARACTERS)
    theirs.chmod(0o600)
    key(home).parent.mkdir(parents=True)
    key(home).symlink_to(theirs)
    seal.of(b"data")
    assert not key(home).is_symlink()


def test_where_no_key_can_be_kept_one_lasts_as_long_as_the_process(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".cache").write_text("a file stands in the way")
    sealed = seal.of(b"data")
    assert seal.fits(b"data", sealed)
    assert again(b"data") != sealed
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "caches"))
    assert again(b"data") == again(b"data")
    assert (home / "caches/running-loop").is_dir()
