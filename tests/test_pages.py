"""The pages and programs of this site."""

import re
from pathlib import Path

import pytest
from pytest_codeblocks import extract_from_file

from running_loop.accepted import difference
from running_loop.accepted.output import agree
from running_loop.fence import fences
from running_loop.programs import snippets
from running_loop.project.project import Project
from running_loop.runs.schedule import run_all
from tests import ROOT
from tests.blocks import PYTHONS

SNIPPETS = ROOT / snippets.FOLDER
NAMES = snippets.names(SNIPPETS)
MOST_LINES, MOST_COLUMNS = 40, 72


def test_every_python_fence_runs_and_every_program_is_on_a_page() -> None:
    Project.at(ROOT).check_strictly()


def test_pytest_codeblocks_takes_every_python_fence_that_is_published(published: Path) -> None:
    pages = sorted(published.rglob("*.md"))
    assert len(pages) == len(list((ROOT / "docs").rglob("*.md")))
    for page in pages:
        taken = {block.lineno for block in extract_from_file(page) if block.syntax == "python"}
        text = page.read_text(encoding="utf-8")
        assert {fence.line for fence in fences(text) if fence.is_python} == taken, page


def test_every_published_output_is_compared(published: Path) -> None:
    for page in published.rglob("*.md"):
        marks = page.read_text(encoding="utf-8").count("<!--pytest-codeblocks:expected-output-->")
        blocks = extract_from_file(page)
        assert marks == sum(block.expected_output is not None for block in blocks), page


def test_only_the_build_says_how_a_published_block_runs(published: Path) -> None:
    blocks = [block for page in published.rglob("*.md") for block in extract_from_file(page)]
    marked = [block for block in blocks if block.marks or block.syntax == "python"]
    for block in marked:
        (mark,) = block.marks
        assert re.fullmatch(r'pytest\.mark\.(cell|snippet\("[^"]+"\))', mark), mark


@pytest.mark.parametrize("name", NAMES)
def test_a_program_prints_the_same_three_times(name: str) -> None:
    snippet = snippets.load(SNIPPETS, name)
    pythons = PYTHONS.suited(snippet)
    if not pythons:
        pytest.skip(f"it needs Python {snippet.header.requires_python}")
    first, *others = run_all([snippet] * 3, pythons[0], at_once=3)
    for other in () if snippet.header.measures else others:
        assert agree(first, other), difference.shown(first.output, other.output, ("one", "other"))


@pytest.mark.parametrize("name", NAMES)
def test_a_program_fits_a_page(name: str) -> None:
    snippet = snippets.load(SNIPPETS, name)
    lines = snippet.body.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= MOST_COLUMNS
    assert snippet.header.requires_python, "the header says which Pythons can run it"
    assert lines[0].startswith('"""'), "the first line says what it shows"
    assert lines[0].endswith('"""')


def test_a_folder_of_programs_has_the_name_of_its_page() -> None:
    assert {Path(name).parts[0] for name in NAMES} <= {
        path.stem for path in (ROOT / "docs").glob("*.md")
    }
