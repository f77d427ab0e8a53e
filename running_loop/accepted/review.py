"""The review: what programs printed, and what stands beside them, against what was accepted."""

import posixpath
import shlex
from collections.abc import Container, Iterator
from pathlib import Path

from running_loop.accepted import difference, ledger
from running_loop.accepted.output import FILE, Accepted, Shelf, file_name, like, same
from running_loop.lines import split
from running_loop.problem import Problem, ProblemError
from running_loop.programs.snippets import FOLDER, Snippet, matching, names
from running_loop.runs import privacy
from running_loop.runs.recording import Recording


def problem(recording: Recording, accepted: Accepted) -> Problem | None:
    """Return what a run printed that was not accepted, or is private here, or None."""
    snippet, series = recording.snippet, recording.series
    # The run may be one of somebody else, to whom it was not private.
    found = privacy.problem(recording)
    if found:
        return found
    if snippet.header.measures:
        return None
    expected = accepted.text(series)
    if expected is None:
        return _missing(recording)
    printed = like(recording, expected)
    if printed == expected:
        return None
    return Problem(
        f"{FOLDER}/{accepted.file(series)}:{difference.first_line(expected, printed)}",
        f"{snippet.place} prints something else on Python {recording.python}",
        remedy=f"mend the program, or accept what it prints: {_command(snippet)}",
        difference=difference.shown(expected, printed, ("accepted", "printed")),
    )


def faults(accepted: Accepted) -> Iterator[Problem]:
    """Yield how accepted files contradict their program's header, or one another."""
    base = {} if accepted.base is None else {"": accepted.base}
    for series, text in {**base, **accepted.own}.items():
        found = _contradiction(accepted, series, text)
        if found:
            yield found
        else:
            yield from _misfits(accepted.snippet, series, text)


def orphans(folder: Path) -> Iterator[Problem]:
    """Yield each accepted file, and each entry of a record, without a program."""
    programs = set(names(folder))
    yield from _orphaned_outputs(folder, programs)
    yield from _orphaned_entries(folder, programs)


def _orphaned_outputs(folder: Path, programs: Container[str]) -> Iterator[Problem]:
    for output in matching(folder, "*.out"):
        below, name = posixpath.split(output)
        match = FILE.fullmatch(name)
        program = f"{match['stem'] if match else name.removesuffix('.out')}.py"
        if posixpath.join(below, program) not in programs:
            found = f"is the accepted output of {program}, which does not exist"
            yield Problem(
                f"{FOLDER}/{output}", found, remedy="delete the file, or write the program"
            )


def _orphaned_entries(folder: Path, programs: Container[str]) -> Iterator[Problem]:
    shelf = Shelf(folder)
    for entered in matching(folder, ledger.NAME):
        below = posixpath.dirname(entered)
        try:
            entries = shelf.entries(folder / below)
        except ProblemError as error:
            yield from error.problems
            continue
        for name in entries:
            if posixpath.join(below, name) not in programs:
                found = f"speaks of {name}, which does not exist"
                remedy = f"delete the lines below [{name!r}]".replace("'", '"')
                yield Problem(f"{FOLDER}/{entered}", found, remedy=remedy)


def _missing(recording: Recording) -> Problem:
    snippet = recording.snippet
    return Problem(
        f"{FOLDER}/{file_name(snippet)}",
        f"does not exist: nobody has accepted what {snippet.place} prints",
        remedy=_command(snippet),
        excerpt=recording.output,
    )


def _contradiction(accepted: Accepted, series: str, text: str) -> Problem | None:
    snippet = accepted.snippet
    place = f"{FOLDER}/{file_name(snippet, series)}"
    if snippet.header.measures:
        found = f"is accepted output, and {snippet.place} says measures = true"
        return Problem(place, found, "no file", "delete it, or take measures out of the header")
    if not series:
        return None
    if not snippet.header.admits(accepted.versions.get(series, series)):
        found = f"is of Python {series}, which the header of {snippet.place} excludes"
        expected = f"requires-python = {str(snippet.header.requires_python)!r}"
        return Problem(place, found, expected, "delete the file, or mend requires-python")
    if accepted.base is not None and same(snippet, text, accepted.base):
        found = f"holds the same as {file_name(snippet)}"
        expected = "a file of its own for a Python that prints something else"
        return Problem(place, found, expected, f"delete the file, or run: {_command(snippet)}")
    return None


def _misfits(snippet: Snippet, series: str, text: str) -> Iterator[Problem]:
    """Yield each group of `any-order` that does not fit an accepted text."""
    lines = split(text)
    for first, last in snippet.header.any_order:
        if last > len(lines):
            why = f"goes beyond its {len(lines)} lines"
        elif len(set(lines[first - 1 : last])) == 1:
            why = "names lines that are all the same"
        else:
            continue
        found = f"any-order = [[{first}, {last}]] in the header of {snippet.place} {why}"
        expected = "groups of lines that may change places"
        yield Problem(f"{FOLDER}/{file_name(snippet, series)}", found, expected, "mend any-order")


def _command(snippet: Snippet) -> str:
    return f"running-loop accept {shlex.quote(snippet.name)}"
