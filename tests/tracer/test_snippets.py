"""Every program of the site prints the same with and without the tracer."""

from dataclasses import replace
from pathlib import Path

import pytest

from running_loop.accepted.output import agree
from running_loop.pages import figures
from running_loop.programs import snippets
from running_loop.programs.snippets import Snippet
from running_loop.pythons.interpreter import current
from running_loop.runs.schedule import run_all
from tests import ROOT

SNIPPETS = ROOT / snippets.FOLDER
PAGES = sorted({Path(name).parts[0] for name in snippets.names(SNIPPETS)})


def untraced(snippet: Snippet) -> Snippet:
    return replace(snippet, header=replace(snippet.header, timeline="none"))


@pytest.mark.parametrize("page", PAGES)
def test_programs_print_the_same(page: str) -> None:
    names = [name for name in snippets.names(SNIPPETS) if name.startswith(f"{page}/")]
    programs = [snippets.load(SNIPPETS, name) for name in names]
    runnable = [item for item in programs if not current().refuses(item)]
    traced = run_all(runnable, current())
    plain = run_all(map(untraced, runnable), current())
    for pair in zip(traced, plain, strict=True):
        assert pair[0].status == pair[1].status, pair
        assert pair[0].snippet.header.measures or agree(*pair), pair
    for recording in filter(lambda made: made.tape, traced):
        kinds = {event["event"] for event in figures.Timeline(recording).told.events}
        assert not kinds & {"broken", "cut", "limit"}, recording.snippet.name
