"""Leaks: what Python's development mode tells of a program that its output does not tell.

Files and sockets that nobody closes, coroutines that nobody awaits, tasks that nobody holds. A
program that leaks to show it prints the message without that mode, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from running_loop.lines import split
from running_loop.problem import Problem
from running_loop.runs import privacy
from running_loop.runs.guise import Guise
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import Job, outcomes

CLOSE = "close what the program opens, with `with`, `async with` or aclose()"
# By what finds a message and what it says: what helps.
KINDS = {
    re.compile(r"\bResourceWarning: (?!Enable tracemalloc)(?P<says>[^<]*)"): CLOSE,
    re.compile(r"^(?P<says>Unclosed \w+.*)"): CLOSE,
    re.compile(r"(?P<says>\bcoroutine '.+' was never awaited)"): "await the coroutine",
    re.compile(r"(?P<says>\bexception was never retrieved)"): "await the task",
    re.compile(r"^(?P<says>Task was destroyed but it is pending!)"): "keep the task, and await it",
}
SHOWN = "or show the message as a part of the output, as warnings.simplefilter does"
WATCHED = Guise(variables=(("PYTHONDEVMODE", "1"),))
# It tells in what lines a thing was made, and a program takes several times as long.
TRACKED = Guise(variables=(*WATCHED.variables, ("PYTHONTRACEMALLOC", "10")))


def of(jobs: Iterable[Job], told: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """Run jobs in development mode, and yield the title of each that leaks, with what to say.

    Those that leak run once more, for the line that made what leaks. A job that does not run is
    passed over.

    Args:
        jobs: The jobs.
        told: What each prints without that mode, by the job's title.
    """
    leaking: dict[str, tuple[Job, Problem]] = {}
    for job, found in _found(jobs, WATCHED, told):
        leaking[job.title] = job, found
    for job, found in _found([job for job, _ in leaking.values()], TRACKED, told):
        leaking[job.title] = job, found
    yield from ((title, found) for title, (_, found) in leaking.items())


def _found(
    jobs: Iterable[Job], guise: Guise, told: Mapping[str, str]
) -> Iterator[tuple[Job, Problem]]:
    for job, outcome in outcomes([replace(_untraced(job), guise=guise) for job in jobs]):
        if isinstance(outcome, Recording):
            found = _problem(outcome, told[job.title])
            if found:
                yield job, found


def _untraced(job: Job) -> Job:
    """Return a job whose run the tracer does not listen to: in that mode, it would take long."""
    header = replace(job.snippet.header, timeline="none")
    return replace(job, snippet=replace(job.snippet, header=header))


def _problem(watched: Recording, told: str) -> Problem | None:
    lines, known = split(watched.output), split(told)
    for pattern, remedy in KINDS.items():
        begins = {
            number: match for number, line in enumerate(lines) if (match := pattern.search(line))
        }
        says = [match["says"].strip() for match in begins.values()]
        for number, text in zip(begins, says, strict=True):
            # The same leak is told in several ways, of which one may have been shown.
            if says.count(text) > sum(text in line for line in known):
                below = takewhile(lambda line: not _begins(line), lines[number + 1 :])
                # The message repeats what the program told.
                return privacy.problem(watched) or _leak(watched, [lines[number], *below], remedy)
    return None


def _begins(line: str) -> bool:
    return any(pattern.search(line) for pattern in KINDS)


def _leak(watched: Recording, message: Sequence[str], remedy: str) -> Problem:
    snippet = watched.snippet
    return Problem(
        snippet.place_of(_line(message, snippet.path.name)),
        f"leaks, as Python {watched.python} tells in its development mode: {message[0]}",
        "a program that leaks nothing, or prints the message without that mode, too",
        f"{remedy}; {SHOWN}; to see it: python -X dev {snippet.place}",
    )


def _line(message: Sequence[str], file: str) -> int | None:
    """Return the line of the program that made what leaks, or else the one that lost it."""
    name = re.escape(file)
    text = "\n".join(message)
    made = re.findall(rf'File "{name}", line(?:no)? ([0-9]{{1,9}})', text)
    lost = re.findall(rf"\b{name}:([0-9]{{1,9}})", text)
    places = made[-1:] or lost[:1]
    return int(places[0]) if places else None
