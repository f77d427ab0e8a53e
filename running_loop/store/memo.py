"""Kept texts: what is made again in each build, made once."""

from collections.abc import Callable, Mapping

from running_loop.store.key import Key, digest
from running_loop.store.store import Store

# Takes all that a text depends on, and what makes the text; returns the text.
Keep = Callable[[str, Callable[[], str]], str]


def afresh(_: str, make: Callable[[], str]) -> str:
    """Return a text, made now: the `Keep` that keeps nothing."""
    return make()


class Kept:
    """Texts of one kind, each by all that it depends on."""

    def __init__(self, store: Store, kind: str, version: str) -> None:
        """Take up what the last build kept in the store, if the same version made it."""
        self._store = store
        self._key = Key(kind, {"version": version})
        last = store.last(kind)
        self._held: dict[str, str] = last[1] if last and last[0] == self._key else {}
        self._used: dict[str, str] = {}

    def of(self, cause: str, make: Callable[[], str]) -> str:
        """Return a text, made now if it was not kept."""
        digits = digest(cause.encode())
        made = self._used.get(digits) or self._held.get(digits) or make()
        self._used[digits] = made
        return made

    def texts(self) -> Mapping[str, str]:
        """Return all that this build used, for `take_over`."""
        return self._used

    def take_over(self, texts: Mapping[str, str]) -> None:
        """Take what was made in another process, by the same version."""
        self._used |= texts

    def save(self) -> None:
        """Keep what this build used, and nothing else."""
        if self._used != self._held:
            self._store.offer_last(self._key, self._used)
        self._held, self._used = self._used, {}
