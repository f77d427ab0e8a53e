"""What one program printed on each Python: in this build, or when it was accepted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from running_loop.accepted import difference
from running_loop.accepted.output import Accepted, normalised, same
from running_loop.english import day, listed
from running_loop.programs.snippets import Snippet
from running_loop.pythons.series import release, series_of, spans
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
    def pythons(self) -> str:
        """On which Pythons the output is the same, or not known, in few words; may be empty."""
        is_same, ran = len(self.groups) == 1, any(version.run for version in self.versions)
        said = []
        if is_same and (self.versions[1:] or not ran):
            said.append(f"Python {spans(version.series for version in self.versions)}")
        if is_same and not ran:
            said.append("not run in this build")
        if self.unverified:
            not_verified = "not verified on" if said else "Not verified on Python"
            said.append(f"{not_verified} {spans(self.unverified)}")
        return ", ".join(said)

    @property
    def details(self) -> list[str]:
        """The sentences that tell all about `pythons`."""
        ran = sorted((item.python for item in self.versions if item.run), key=release)
        recorded = {item.python: item.recorded for item in self.versions if item.recorded}
        said = []
        if ran:
            said.append(f"Run in this build on {listed(ran)}.")
        if recorded:
            said.append(f"Recorded on {dated(recorded)}, not run in this build.")
        if self.unverified:
            said.append(f"Nobody has run this version of the program on {listed(self.unverified)}.")
        return said

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


def dated(recorded: Mapping[str, date]) -> str:
    """Return versions and the days on which they were recorded, as a sentence lists them."""
    ordered = sorted(recorded, key=release)
    days = set(recorded.values())
    if len(days) == 1:
        return f"{listed(ordered)} ({day(days.pop())})"
    return listed([f"{python} ({day(recorded[python])})" for python in ordered])
