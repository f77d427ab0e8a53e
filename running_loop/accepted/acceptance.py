"""To accept what programs print: it becomes the text that their runs must print again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from running_loop.accepted import difference
from running_loop.accepted.output import Accepted, Shelf, file_name, like, normalised, same
from running_loop.programs.snippets import FOLDER
from running_loop.pythons.series import release
from running_loop.runs.recording import Recording
from running_loop.store import atomic


@dataclass(frozen=True)
class Change:
    """What became of one accepted file.

    Attributes:
        what: `new`, `changed` or `removed`.
        file: Its path, from `snippets/` on.
        diff: The lines that are others now; empty for a new or removed file.
    """

    what: str
    file: str
    diff: str = ""


def updated(before: Accepted, runs: Mapping[str, Recording], today: date) -> Accepted:
    """Return what is accepted of a program after runs of it.

    What Pythons that are not here printed stays, if it was this very program
    that printed it. The base is what the oldest Python prints.

    Args:
        before: What was accepted until now.
        runs: A recording for each series of Python that is here.
        today: The day of the runs.
    """
    snippet, kept = before.snippet, before.kept
    texts = {series: before.text(series) or "" for series in kept}
    texts |= {series: _text(before, made) for series, made in runs.items()}
    base = texts[min(texts, key=release)]
    own = {item: text for item, text in texts.items() if not same(snippet, text, base)}
    days = {version: before.pythons[version] for item, version in kept.items() if item not in runs}
    days |= {made.python: _day(before, made, today) for made in runs.values()}
    return Accepted(snippet, base, own, days)


def _text(before: Accepted, made: Recording) -> str:
    """Return what a run printed: the text that was accepted, if it means the same."""
    old = before.text(made.series)
    return normalised(made.output) if old is None or like(made, old) != old else old


def _day(before: Accepted, made: Recording, today: date) -> date:
    """Return since when a Python is known to print what it printed in a run."""
    old = before.text(made.series)
    is_known = made.python in before.kept.values() and old is not None and like(made, old) == old
    return before.pythons[made.python] if is_known else today


def changes(before: Accepted, after: Accepted) -> Iterator[Change]:
    """Yield what becomes of the accepted files of a program."""
    old, new = _files(before), _files(after)
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            yield Change("new", f"{FOLDER}/{name}")
        elif name not in new:
            yield Change("removed", f"{FOLDER}/{name}")
        elif old[name] != new[name]:
            diff = difference.shown(old[name], new[name], ("before", "now"))
            yield Change("changed", f"{FOLDER}/{name}", diff)


def save(after: Accepted, shelf: Shelf) -> None:
    """Write the accepted files of a program, then the record of its folder.

    Each is replaced whole, so whatever interrupts this leaves files that were
    accepted, now or before.
    """
    snippet = after.snippet
    old, new = _files(shelf.of(snippet)), _files(after)
    for name, text in new.items():
        if old.get(name) != text:
            atomic.write(shelf.folder / name, text)
    for name in old.keys() - new.keys():
        (shelf.folder / name).unlink()
    shelf.enter(snippet, after.pythons)


def _files(accepted: Accepted) -> dict[str, str]:
    """Return the texts of a program's accepted files by their names below `snippets/`."""
    texts = dict(accepted.own) if accepted.base is None else {"": accepted.base, **accepted.own}
    return {file_name(accepted.snippet, series): text for series, text in texts.items()}
