"""The seal: what this user wrote here, and what anybody else may have put there.

Its key lies in the user's own folder of caches, never beside what it seals.
"""

import hmac
import os
import secrets
import stat
from contextlib import suppress
from functools import cache
from pathlib import Path

from running_loop.store import atomic

VARIABLE = "XDG_CACHE_HOME"
KEY = Path("running-loop", "seal.key")
KEY_CHARACTERS = 64
PRIVATE = 0o600


def of(data: bytes) -> str:
    """Return the seal of data, in hexadecimal digits."""
    return hmac.new(_key(), data, "sha256").hexdigest()


def fits(data: bytes, sealed: str) -> bool:
    """Return whether a text is the seal of data."""
    return hmac.compare_digest(of(data).encode(), sealed.encode("utf-8", "replace"))


@cache
def _key() -> bytes:
    """Return the key of this user; where none can be kept, one for as long as the process."""
    folder = _folder()
    if folder is None:
        return _new().encode()
    path = folder / KEY
    with suppress(OSError):
        if _is_private(path):
            return path.read_bytes()
        atomic.write(path, _new(), PRIVATE)
        return path.read_bytes()
    return _new().encode()


def _folder() -> Path | None:
    named = Path(os.environ.get(VARIABLE, ""))
    if named.is_absolute():
        return named
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # neither HOME nor an entry for this user
        return None


def _is_private(path: Path) -> bool:
    try:
        facts = path.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISREG(facts.st_mode) and facts.st_uid == os.getuid()
    return is_ours and not facts.st_mode & 0o077 and facts.st_size == KEY_CHARACTERS


def _new() -> str:
    return secrets.token_hex(KEY_CHARACTERS // 2)
