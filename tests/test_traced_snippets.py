"""Every program of the site prints the same with and without the tracer."""

import re
import sys
from pathlib import Path

import pytest

from running_loop import events, processes, tracer
from running_loop.interpreters import current
from running_loop.runner import MOST_OUTPUT, environment
from running_loop.snippets import load
from tests.conftest import ROOT

SNIPPETS = ROOT / "snippets"
NAMES = sorted(str(path.relative_to(SNIPPETS)) for path in SNIPPETS.glob("*/*.py"))
TIMEOUT_S = 60


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_the_same(tmp_path: Path, name: str) -> None:
    snippet = load(SNIPPETS, name)
    if refusal := current().refuses(snippet):
        pytest.skip(str(refusal))
    for folder in ("home", "tmp", "plain", "traced"):
        (tmp_path / folder).mkdir()
    program = tmp_path / snippet.path.name
    program.write_text(snippet.body, encoding="utf-8")
    file = tmp_path / "events"
    plain = _run([sys.executable, str(program)], tmp_path / "plain", tmp_path)
    command = tracer.command(sys.executable, str(program), str(file))
    assert _run(command, tmp_path / "traced", tmp_path) == plain
    kinds = {event["event"] for event in events.read(file)}
    assert not kinds & {"broken", "cut", "limit"}


def _run(command: list[str], work: Path, folder: Path) -> tuple[int, str]:
    ended = processes.supervise(command, work, environment(folder), TIMEOUT_S, MOST_OUTPUT)
    return ended.status, re.sub(r"0x[0-9a-f]+", "0x", ended.output.decode())
