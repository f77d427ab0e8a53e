# /// script
# requires-python = ">=3.11"
# ///
"""Without `finally`, an exception skips the clean-up."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settings(**changes: str) -> Iterator[dict[str, str]]:
    before = dict(current)
    current.update(changes)
    yield current
    current.clear()
    current.update(before)


current = {"language": "en"}

with settings(language="fr") as active:
    print("inside:", active["language"])
print("after:", current["language"])

try:
    with settings(language="de"):
        raise ValueError("no German text")
except ValueError as error:
    print("caught:", error)
print("after:", current["language"])
