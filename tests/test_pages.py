"""The pages and programs of this site."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from pytest_codeblocks import extract_from_file

from running_loop.fence import fences
from running_loop.pages.page import anchor
from running_loop.programs import snippets
from running_loop.programs.snippets import Snippet
from running_loop.project.project import Project
from running_loop.runs.schedule import Job
from tests import ROOT
from tests.blocks import PYTHONS
from tests.one_page import OPTION, find
from tests.pythons_here import SNIPPETS
from tests.site_pages import address, pages, stray
from tests.trials import trials

NAMES = snippets.names(SNIPPETS)
MOST_LINES, MOST_COLUMNS = 40, 72


def test_every_python_fence_runs_and_every_program_is_on_a_page() -> None:
    Project.at(ROOT).check_strictly()


def test_pytest_codeblocks_takes_every_python_fence_that_is_published(published: Path) -> None:
    assert {*published.rglob("*.md")} == {
        published / address(name) / "index.md" for name in pages()
    }
    for page in sorted(published.rglob("*.md")):
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


# All of them run at once; one after another each would mostly be waited for.
@pytest.mark.timeout(1200)
def test_programs_print_the_same_again_and_leak_nothing(
    request: pytest.FixtureRequest, subtests: pytest.Subtests
) -> None:
    page = request.config.getoption(OPTION)
    asked = find(page).programs if page else NAMES
    for name, trial in trials(jobs(asked)).items():
        with subtests.test(name):
            assert trial.differs() == ""
            assert trial.leaked == ""


def jobs(names: Collection[str]) -> Iterator[Job]:
    """Yield how programs run on the Python that their page shows first, if that is here."""
    for name in names:
        snippet = snippets.load(SNIPPETS, name)
        for interpreter in PYTHONS.suited(snippet)[:1]:
            yield Job(snippet, interpreter)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_fits_a_page(name: str) -> None:
    snippet = snippets.load(SNIPPETS, name)
    assert misfits(snippet) == []


def misfits(snippet: Snippet) -> list[str]:
    """Return what to mend before a program fits a page, each with its line in the file."""
    lines = snippet.body.splitlines()
    found = [
        f"{snippet.place_of(number)}: {len(line)} columns, at most {MOST_COLUMNS}"
        for number, line in enumerate(lines, 1)
        if len(line) > MOST_COLUMNS
    ]
    if len(lines) > MOST_LINES:
        found.append(f"{snippet.place}: {len(lines)} lines below the header, at most {MOST_LINES}")
    if not str(snippet.header.requires_python):
        found.append(f'{snippet.place}: give its header a requires-python, as in ">=3.11"')
    if not re.fullmatch(r'""".+"""', lines[0] if lines else ""):
        place = snippet.place_of(1 if lines else None)
        found.append(f'{place}: begin with """One line: what it shows."""')
    return found


def test_a_folder_of_programs_has_the_name_of_its_page() -> None:
    assert stray(NAMES, pages()) == []


HEAD = '# /// script\n# requires-python = ">=3.11"\n# ///\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{HEAD}"""It fits."""\n{"#" * 72}\n', []),
        (f'{HEAD}"""It is wide."""\n{"#" * 73}\n', ["a.py:5: 73 columns, at most 72"]),
        (f'{HEAD}"""It is long."""\n' + "\n" * 40, ["a.py: 41 lines below the header, at most 40"]),
        ('"""It has no header."""\n', ['a.py: give its header a requires-python, as in ">=3.11"']),
        (f'{HEAD}"""Two\nlines."""\n', ['a.py:4: begin with """One line: what it shows."""']),
        (HEAD, ['a.py: begin with """One line: what it shows."""']),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, text: str, says: list[str]
) -> None:
    (tmp_path / "a.py").write_text(text)
    assert misfits(snippets.load(tmp_path, "a.py")) == [f"snippets/{words}" for words in says]


def test_each_term_of_the_glossary_has_its_program_and_its_section() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    programs = {anchor(name) for page in Project.at(ROOT).pages for name in page.programs}
    for entry in text.split("\n### ")[1:]:
        links = re.findall(r"\]\([\w-]+\.md#([^)]+)\)", entry)
        assert not programs.isdisjoint(links), entry
        assert not programs.issuperset(links), entry
