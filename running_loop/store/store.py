"""The store: recordings in a folder of files, for later builds."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from running_loop.store import atomic, seal
from running_loop.store.key import Key, digest

KEPT_S = 30 * 24 * 3600
TOUCHED_S = 24 * 3600
ENTRY = {"name", "parts", "value"}
# The folders that cannot be written, as it was said once.
_told: set[Path] = set()


class Store:
    """Entries by key, each a file of its own.

    Files are written beside their place and renamed into it, so builds that
    run at once see whole entries only. An entry that was damaged is no entry.
    """

    def __init__(self, folder: Path, *, is_sealed: bool = False) -> None:
        """Take the folder; it is made when the first entry is put.

        Args:
            folder: The folder.
            is_sealed: Whether an entry that anybody but this user has written is none.
        """
        self.folder = folder
        self.is_sealed = is_sealed
        self._can_keep = True
        self._has_put = False

    def get(self, key: Key) -> Any | None:  # noqa: ANN401, what JSON can hold
        """Return the value put under a key, or None."""
        path = self._entry(key)
        held = self._read(path)
        if held is None or held["name"] != key.name or held["parts"] != dict(key.parts):
            return None
        _touch(path)
        return held["value"]

    def put(self, key: Key, value: Any, note: Any = None) -> None:  # noqa: ANN401, what JSON can hold
        """Keep a value under a key, and the key as the last one of its name.

        Args:
            key: The key.
            value: The value, for `get`.
            note: What `last` is to tell of it; values may be large.

        Raises:
            OSError: The folder cannot be written.
        """
        atomic.write(self._entry(key), self._text(key, value))
        self.put_last(key, note)

    def put_last(self, key: Key, value: Any) -> None:  # noqa: ANN401, what JSON can hold
        """Keep a value as the last one of its name, and none that was put so before.

        Raises:
            OSError: The folder cannot be written.
        """
        self._has_put = True
        atomic.write(self._last(key.name), self._text(key, value))

    def offer(self, key: Key, value: Any, note: Any = None) -> None:  # noqa: ANN401, what JSON can hold
        """Put a value if the folder can be written, as `put` does; say so once if not."""
        self._try(self.put, key, value, note)

    def offer_last(self, key: Key, value: Any) -> None:  # noqa: ANN401, what JSON can hold
        """Put a value as the last one of its name, as `offer` does."""
        self._try(self.put_last, key, value)

    def take_over(self, other: "Store") -> None:
        """Take what was found of the same folder in another process, so it is said once."""
        vars(self).update(vars(other))
        if not self._can_keep:
            _told.add(self.folder)

    def _try(self, put: Callable[..., None], *what: Any) -> None:  # noqa: ANN401
        if not self._can_keep:
            return
        try:
            put(*what)
        except OSError as error:
            self._can_keep = False
            if self.folder in _told:
                return
            _told.add(self.folder)
            lost = "what ran now will run again in the next build"
            click.echo(f"{self.folder}: cannot be written: {error.strerror}; {lost}", err=True)

    def last(self, name: str) -> tuple[Key, Any] | None:
        """Return the key put last under a name, and what was noted of it, or None.

        That is the note of `put`, or the value of `put_last`.
        """
        path = self._last(name)
        held = self._read(path)
        if held is None or held["name"] != name:
            return None
        _touch(path)
        return Key(name, held["parts"]), held["value"]

    def forget(self, is_meant: Callable[[str], object]) -> int:
        """Remove the entries of some names, but not what was put last; return how many.

        Args:
            is_meant: Takes a name; returns what is true if its entries are to go.

        Raises:
            OSError: The folder cannot be written.
        """
        meant = [
            path
            for path in self.folder.glob("recordings/*.json")
            if (held := self._read(path)) and is_meant(held["name"])
        ]
        for path in meant:
            path.unlink(missing_ok=True)
        return len(meant)

    def clean(self) -> None:
        """Remove entries that nobody used for thirty days, if this build has put some."""
        if not self._has_put:
            return
        oldest = time.time() - KEPT_S
        with suppress(OSError):
            for path in self._files():
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _read(self, path: Path) -> dict[str, Any] | None:
        try:
            text, _, checksum = path.read_text(encoding="utf-8").rpartition("\n")
            held = json.loads(text) if checksum == self._checksum(text) else None
        except (OSError, ValueError, RecursionError):
            return None
        if (
            not isinstance(held, dict)
            or held.keys() != ENTRY
            or not isinstance(held["parts"], dict)
        ):
            return None
        return held

    def _text(self, key: Key, value: Any) -> str:  # noqa: ANN401, what JSON can hold
        held = {"name": key.name, "parts": dict(key.parts), "value": value}
        text = json.dumps(held, ensure_ascii=False)
        return f"{text}\n{self._checksum(text)}"

    def _checksum(self, text: str) -> str:
        return seal.of(text.encode()) if self.is_sealed else digest(text.encode())

    def _files(self) -> Iterator[Path]:
        yield from self.folder.glob("*/*.json")

    def _entry(self, key: Key) -> Path:
        return self.folder / "recordings" / f"{key.digest}.json"

    def _last(self, name: str) -> Path:
        return self.folder / "last" / f"{digest(name.encode())}.json"


def _touch(path: Path) -> None:
    """Note that an entry is used, at most once a day."""
    with suppress(OSError):
        if abs(time.time() - path.stat().st_mtime) > TOUCHED_S:
            os.utime(path)
