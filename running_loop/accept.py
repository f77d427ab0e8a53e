"""To accept what programs print: it becomes the text that their runs must print again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from running_loop import atomic, difference
from running_loop.accepted import Accepted, Shelf, file_name, normalised, same
from running_loop.problem import Problem, ProblemError, described, merged
from running_loop.pythons import Pythons
from running_loop.record import release
from running_loop.recording import Recording
from running_loop.recordings import Recordings
from running_loop.review import faults
from running_loop.schedule import Job
from running_loop.snippets import FOLDER, Snippet, load
from running_loop.trials import Trials


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
    snippet = before.snippet
    known = before.versions if before.is_current and before.base is not None else {}
    kept = {item: version for item, version in known.items() if snippet.header.admits(version)}
    texts = {series: before.text(series) or "" for series in kept}
    versions = kept | {series: made.python for series, made in runs.items()}
    days = {version: before.pythons[version] for version in kept.values()}
    for series, made in runs.items():
        text, old = normalised(made.output), before.text(series)
        is_old = old is not None and same(snippet, text, old)
        texts[series] = old if is_old and old is not None else text
        if not is_old or made.python not in days:
            days[made.python] = today
    base = texts[min(texts, key=release)]
    own = {item: text for item, text in texts.items() if not same(snippet, text, base)}
    pythons = {version: days[version] for version in versions.values()}
    return Accepted(snippet, base, own, pythons)


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


@dataclass
class Report:
    """What a command accepted.

    Attributes:
        changes: What became of accepted files.
        unchanged: How many programs print what was accepted before.
        accepted: How many programs were accepted.
        dropped: For each program whose text is new, the Pythons that printed its old text
            and are not here, by its place.
        problems: Why some programs were not accepted.
    """

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    accepted: int = 0
    dropped: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def accept(names: Iterable[str], recordings: Recordings) -> Report:
    """Run programs several times, and accept what each printed if all its runs agree.

    The run whose text was accepted is kept, so the next build shows no other.

    Args:
        names: The programs.
        recordings: The recordings of their folder.

    Raises:
        ProblemError: RUNNING_LOOP_PYTHONS names what cannot be used.
    """
    report, shelf = Report(), Shelf(recordings.folder)
    jobs = {
        name: found for name in names if (found := _jobs(name, shelf, recordings.pythons, report))
    }
    trials = Trials([job for its_jobs in jobs.values() for job in its_jobs])
    # What a program depends on may change while it runs; then its run is of what was there before.
    keys = recordings.keys(trials.jobs)
    trials.run()
    for its_jobs in jobs.values():
        wrong = [trials.problems[job.title] for job in its_jobs if job.title in trials.problems]
        if wrong:
            report.problems += wrong[:1]
        else:
            runs = {job.interpreter.series: trials.agreed[job.title] for job in its_jobs}
            if _accept(its_jobs[0].snippet, runs, shelf, report):
                for job in its_jobs:
                    recordings.keep(keys[job.title], trials.agreed[job.title])
    report.problems = merged(report.problems)
    return report


def _jobs(name: str, shelf: Shelf, pythons: Pythons, report: Report) -> list[Job]:
    try:
        snippet = load(shelf.folder, name)
        shelf.of(snippet)  # what cannot be read now cannot be replaced later
        if snippet.header.measures:
            return []
        return [Job(snippet, python) for python in pythons.chosen(snippet)]
    except ProblemError as error:
        report.problems += error.problems
    except OSError as error:
        report.problems.append(described(error, f"{FOLDER}/{name}"))
    return []


def _accept(snippet: Snippet, runs: Mapping[str, Recording], shelf: Shelf, report: Report) -> bool:
    """Accept what runs of a program printed, and return whether that could be done."""
    try:
        return _save(snippet, runs, shelf, report)
    except OSError as error:
        report.problems.append(described(error, snippet.place))
        return False


def _save(snippet: Snippet, runs: Mapping[str, Recording], shelf: Shelf, report: Report) -> bool:
    before = shelf.of(snippet)
    after = updated(before, runs, datetime.now(tz=UTC).date())
    wrong = list(faults(after))
    if wrong:
        report.problems += wrong
        return False
    found = list(changes(before, after))
    save(after, shelf)
    report.changes += found
    report.unchanged += not found
    report.accepted += 1
    dropped = [item for item in before.versions if item not in after.versions]
    if dropped:
        report.dropped[snippet.place] = dropped
    return True
