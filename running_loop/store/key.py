"""The key of a recording: everything that it depends on."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Key:
    """What one recording depends on.

    Attributes:
        name: What was recorded, for example `snippet demo/a.py`.
        parts: Short texts, versions or digests, by what they stand for.
    """

    name: str
    parts: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The name and parts as one SHA-256, in hexadecimal digits."""
        return digest(json.dumps([self.name, dict(self.parts)], sort_keys=True).encode())

    def changes(self, before: "Key") -> Iterator[str]:
        """Yield, in words, what differs from a key that was recorded before."""
        for part in sorted({*self.parts, *before.parts}):
            new, old = self.parts.get(part), before.parts.get(part)
            if new is None:
                yield f"{part}: no longer used"
            elif old is None:
                yield f"{part}: new"
            elif new != old:
                yield f"{part}: {_change(old, new)}"


def digest(data: bytes) -> str:
    """Return the SHA-256 of data in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _change(old: str, new: str) -> str:
    is_digest = len(new) == len(digest(b"")) and new.isalnum()
    if is_digest or max(len(old), len(new)) > LONGEST_SHOWN:
        return "changed"
    return f"{old} became {new}"
