"""Every program of the site prints the same with and without the tracer."""

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from running_loop.accepted.output import agree
from running_loop.pages import figures
from running_loop.programs import snippets
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import Interpreter
from running_loop.runs.schedule import run_all
from tests.blocks import PYTHONS
from tests.pythons_here import SNIPPETS

NAMES = snippets.names(SNIPPETS)
FOLDERS = sorted({str(PurePosixPath(name).parent) for name in NAMES})


def untraced(snippet: Snippet) -> Snippet:
    return replace(snippet, header=replace(snippet.header, timeline="none"))


def runnable(folder: str) -> dict[Interpreter, list[Snippet]]:
    """Return the programs of a folder by the Python that their page shows first."""
    found = defaultdict(list)
    for name in NAMES:
        snippet = snippets.load(SNIPPETS, name)
        pythons = PYTHONS.suited(snippet) if str(PurePosixPath(name).parent) == folder else []
        for python in pythons[:1]:
            found[python].append(snippet)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_programs_print_the_same(folder: str) -> None:
    for python, programs in runnable(folder).items():
        traced = run_all(programs, python)
        plain = run_all(map(untraced, programs), python)
        for pair in zip(traced, plain, strict=True):
            assert pair[0].status == pair[1].status, pair
            assert pair[0].snippet.header.measures or agree(*pair), pair
        for recording in filter(lambda made: made.tape, traced):
            kinds = {event["event"] for event in figures.Timeline(recording).told.events}
            assert not kinds & {"broken", "cut", "limit"}, recording.snippet.name
