import os
import resource
import signal
import threading
import time
from pathlib import Path

import pytest

from running_loop.store.key import Key
from running_loop.store.store import KEPT_S, Store

KEY = Key("a", {"x": "1"})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def files(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_a_value_comes_back_under_its_key_alone(store: Store) -> None:
    store.put(KEY, {"output": "ä\n"})
    assert store.get(KEY) == {"output": "ä\n"}
    assert store.get(Key("a", {"x": "2"})) is None
    assert store.get(Key("b", {"x": "1"})) is None


def test_the_last_key_of_a_name_is_known(store: Store) -> None:
    store.put(KEY, 1)
    store.put(Key("a", {"x": "2"}), 2, note="two")
    assert store.last("a") == (Key("a", {"x": "2"}), "two")
    assert store.last("b") is None


def test_a_value_is_written_once(store: Store) -> None:
    store.put(KEY, "a long value", note=0.5)
    assert [path.parent.name for path in files(store) if "a long value" in path.read_text()] == [
        "recordings"
    ]


def test_a_value_that_is_only_the_last_is_no_entry(store: Store) -> None:
    store.put_last(KEY, {"found": 1})
    assert (store.last("a"), store.get(KEY)) == ((KEY, {"found": 1}), None)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff", b'{"name": "a"}\nabc'])
def test_a_damaged_entry_is_no_entry(store: Store, damage: bytes) -> None:
    store.put(KEY, 1, note=1)
    for path in files(store):
        path.write_bytes(damage)
    assert store.get(KEY) is None
    assert store.last("a") is None
    store.put(KEY, 2)
    assert store.get(KEY) == 2


def test_a_cut_entry_is_no_entry(store: Store) -> None:
    store.put(KEY, "x" * 1000)
    for path in files(store):
        os.truncate(path, path.stat().st_size - 1)
    assert store.get(KEY) is None


def test_a_folder_that_is_deleted_is_made_again(store: Store) -> None:
    store.put(KEY, 1)
    for path in files(store):
        path.unlink()
    assert store.get(KEY) is None
    store.put(KEY, 2)
    assert store.get(KEY) == 2


def test_builds_at_once_see_whole_entries(store: Store) -> None:
    values = ["a" * 5000, "b" * 5000]
    store.put(KEY, values[0])
    stop = threading.Event()

    def write(value: str) -> None:
        while not stop.is_set():
            store.put(KEY, value)

    writers = [threading.Thread(target=write, args=(value,)) for value in values]
    for writer in writers:
        writer.start()
    seen = {store.get(KEY) for _ in range(300)}
    stop.set()
    for writer in writers:
        writer.join(10)
    assert seen <= set(values)
    assert not [path for path in files(store) if path.suffix != ".json"]


def test_only_entries_long_unused_are_removed(store: Store) -> None:
    old, used = Key("old", {}), Key("used", {})
    for key in (KEY, old, used):
        store.put(key, 1)
    long_ago = time.time() - KEPT_S - 60
    for path in files(store):
        if path.stem in (old.digest, used.digest):
            os.utime(path, (long_ago, long_ago))
    assert store.get(used) == 1
    store.clean()
    assert (store.get(KEY), store.get(used), store.get(old)) == (1, 1, None)


def test_a_clock_that_was_set_back_loses_nothing(store: Store) -> None:
    store.put(KEY, 1)
    ahead = time.time() + 10 * KEPT_S
    for path in files(store):
        os.utime(path, (ahead, ahead))
    store.clean()
    assert store.get(KEY) == 1


def test_what_was_put_last_stays_as_long_as_it_is_read(store: Store) -> None:
    store.put_last(KEY, 1)
    store.put_last(Key("forgotten", {}), 1)
    long_ago = time.time() - 2 * KEPT_S
    for path in files(store):
        os.utime(path, (long_ago, long_ago))
    assert store.last("a") == (KEY, 1)
    store.put(Key("b", {}), 1)
    store.clean()
    assert store.last("a") == (KEY, 1)
    assert store.last("forgotten") is None


def test_a_folder_that_cannot_be_written_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("a file stands in the way")
    store = Store(tmp_path / "cache")
    store.offer(KEY, 1)
    store.offer(KEY, 1)
    assert capsys.readouterr().err.count("cannot be written") == 1
    assert store.get(KEY) is None


def test_a_write_that_fails_half_way_leaves_nothing(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files stands for a full disk: the write fails in the middle."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        store.offer(KEY, "x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert "cannot be written: File too large" in capsys.readouterr().err
    assert store.get(KEY) is None
    assert files(store) == []
