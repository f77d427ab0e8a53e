"""What one program printed on each Python: in this build, or when it was accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from running_loop.accepted import difference
from running_loop.accepted.output import Accepted, normalised, same
from running_loop.english import day, listed
from running_loop.programs.snippets import Snippet
from running_loop.pythons.series import release, series_of
from running_loop.runs.recording import Recording


@dataclass(frozen=True)
class Version:
    """What a program printed on one Python.

    Attributes:
        python: The version of that Python.
        output: What it printed.
        recorded: The day on which it did, if it did not run in this build.
        run: The recording, if it did.
    """

    python: str
    output: str
    recorded: date | None = None
    run: Recording | None = None

    @property
    def series(self) -> str:
        """The series of that Python, for example `3.13`."""
        return series_of(self.python)


@dataclass(frozen=True)
class Verified:
    """A program, and what it printed on each Python.

    Attributes:
        snippet: The program.
        versions: What it printed: first what a page shows first, then the newest Python first.
        unverified: The series on which nobody has run the program as it is now.
    """

    snippet: Snippet
    versions: tuple[Version, ...]
    unverified: tuple[str, ...] = ()

    @property
    def recording(self) -> Recording | None:
        """The run that gave the first output, if it ran in this build."""
        return self.versions[0].run

    @property
    def groups(self) -> list[list[Version]]:
        """The versions, those with the same output together."""
        groups: list[list[Version]] = []
        for version in self.versions:
            for group in groups:
                if same(self.snippet, version.output, group[0].output):
                    group.append(version)
                    break
            else:
                groups.append([version])
        return groups

    @property
    def sentences(self) -> list[str]:
        """What a page says beneath the output: on which Pythons it is the same, or is not known."""
        said = [_verified(self.versions)] if len(self.groups) == 1 else []
        if self.unverified:
            said.append(f"Not verified on Python {listed(self.unverified)}.")
        return [sentence for sentence in said if sentence]

    def changed(self, group: Sequence[Version]) -> list[int]:
        """Return the numbers, from 1, of the lines in which a group's output differs.

        The first group is compared with all others, each of the others with the first.
        """
        first, *others = self.groups
        if group[0] in first:
            pairs = [difference.lines(first[0].output, other[0].output)[0] for other in others]
            return sorted({number for numbers in pairs for number in numbers})
        return difference.lines(first[0].output, group[0].output)[1]


def verified(
    snippet: Snippet,
    made: Sequence[Recording],
    accepted: Accepted,
    known: Iterable[str] = (),
) -> Verified:
    """Return what a program printed on each Python.

    Args:
        snippet: The program.
        made: Its recordings, the first to show first.
        accepted: What it was accepted to print, and on which Pythons.
        known: The series that this site speaks of.
    """
    ran = [Version(item.python, item.output, run=item) for item in made]
    here = {version.series for version in ran}
    admitted = accepted.kept
    recorded = [
        Version(python, normalised(accepted.text(series) or ""), accepted.pythons[python])
        for series, python in admitted.items()
        if series not in here
    ]
    first, others = ran[:1], [*ran[1:], *recorded]
    others.sort(key=lambda version: release(version.python), reverse=True)
    missing = {item for item in known if snippet.header.admits(item)} - here - admitted.keys()
    return Verified(snippet, (*first, *others), tuple(sorted(missing, key=release)))


def _verified(versions: Sequence[Version]) -> str:
    ran = sorted((item.series for item in versions if not item.recorded), key=release)
    recorded = {item.python: item.recorded for item in versions if item.recorded}
    if not recorded:
        return f"The same on Python {listed(ran)}." if len(ran) > 1 else ""
    if not ran:
        return f"Not run in this build: recorded on Python {dated(recorded)}."
    verb = "The same" if len(ran) > 1 else "Run"
    return f"{verb} on Python {listed(ran)}; recorded on {dated(recorded)}, not run in this build."


def dated(recorded: Mapping[str, date]) -> str:
    """Return versions and the days on which they were recorded, as a sentence lists them."""
    ordered = sorted(recorded, key=release)
    days = set(recorded.values())
    if len(days) == 1:
        return f"{listed(ordered)} ({day(days.pop())})"
    return listed([f"{python} ({day(recorded[python])})" for python in ordered])
