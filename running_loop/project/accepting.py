"""To accept what programs of a project print now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from running_loop.accepted.acceptance import Change, changes, save, updated
from running_loop.accepted.output import Shelf
from running_loop.accepted.review import faults
from running_loop.accepted.trials import Trials
from running_loop.problem import Problem, ProblemError, described, merged
from running_loop.programs.snippets import FOLDER, Snippet, load
from running_loop.project.recordings import Recordings
from running_loop.pythons.choosing import Pythons
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import Job


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
