import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from running_loop.cli import main
from running_loop.problem import ProblemError
from running_loop.project.project import Project
from running_loop.project.sources import Reading
from tests.mini import MiniSite
from tests.project import mistakes

FRONT = "---\nexecute: true\n---\n"
IMPORT = "from running_loop import checked, snippet\n"
PLACED = f'{FRONT}```python\n{IMPORT}snippet("demo/a.py")\n```\n'
ROW = """
- says: It greets.
  verdict: true
  because: It does.
  proofs:
    - program: demo/{program}
      line: {line}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    for name, text in {
        "mkdocs.yml": "docs_dir: pages\nexclude_docs: old.md\ndraft_docs: draft.md\n",
        "pages/index.md": PLACED,
        "pages/old.md": "```python\n1\n```\n",
        "pages/draft.md": "```python\n1\n```\n",
        "docs/other.md": "```python\n1\n```\n",
        "snippets/demo/a.py": "print('hello')\n",
        "snippets/demo/a.out": "hello\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_its_pages_are_those_that_mkdocs_yml_names(site: Path) -> None:
    for project in (Project.at(site), Project.of(site / "mkdocs.yml")):
        assert [page.place for page in project.pages] == ["pages/index.md"]
        project.check_strictly()


def test_a_page_that_cannot_be_read_is_told_with_the_mistakes_of_others(site: Path) -> None:
    (site / "pages/broken.md").write_bytes(b"\xff")
    (site / "pages/index.md").write_text("```python\n1\n```\n")
    project = Project.at(site)
    assert [problem.place for problem in mistakes(site)] == [
        "pages/broken.md:1",
        "pages/index.md:1",
    ]
    with pytest.raises(ProblemError, match=r"broken\.md"):
        project.check()
    with pytest.raises(ProblemError, match=r"broken\.md"):
        _ = project.pages


def test_what_a_page_that_cannot_be_read_may_place_is_not_missed(site: Path) -> None:
    (site / "pages/broken.md").write_bytes(PLACED.encode() + b"\xff")
    (site / "snippets/demo/rows.yml").write_text(ROW.format(program="a.py", line="hello"))
    cell = f'```python\n{IMPORT}checked("demo/rows.yml")\n```\n'
    (site / "pages/index.md").write_text(FRONT + cell)
    assert [problem.place.partition(":")[0] for problem in mistakes(site)] == ["pages/broken.md"]


def test_what_stops_no_build_is_told_by_a_strict_check_alone(site: Path) -> None:
    (site / "pages/index.md").write_text(PLACED.replace(IMPORT, ""))
    (site / "snippets/demo/b.py").write_text("import aiohttp\n")
    Project.at(site).check()
    assert [problem.place for problem in mistakes(site)] == [
        "pages/index.md:4",
        "snippets/demo/b.py",
        "snippets/demo/b.py",
    ]


def test_statements_are_verified_and_shown(site: Path) -> None:
    (site / "snippets/demo/rows.yml").write_text(ROW.format(program="a.py", line="hello"))
    cell = f'```python\n{IMPORT}checked("demo/rows.yml")\n```\n'
    (site / "pages/deep.md").write_text(FRONT + cell)
    project = Project.at(site)
    project.check()
    project.make()
    project.verify()
    assert "[a.py](../index.md#run-demo-a)" in project.table("sub/page.md", "demo/rows.yml")
    (site / "snippets/demo/rows.yml").write_text(ROW.format(program="a.py", line="goodbye"))
    with pytest.raises(ProblemError, match="does not print this line"):
        project.verify()


def test_statements_on_a_program_that_no_page_places_are_refused(site: Path) -> None:
    """In a notebook, too: it has no page to link."""
    (site / "snippets/demo/b.py").write_text("print('hello')\n")
    (site / "snippets/demo/rows.yml").write_text(ROW.format(program="b.py", line="hello"))
    with pytest.raises(ProblemError, match=r"no page places snippets/demo/b\.py"):
        Project.at(site).decide("demo/rows.yml")


def test_a_build_knows_its_pages_and_its_address_better(site: Path) -> None:
    project = Project.at(site)
    (page,) = project.pages
    project.take(Reading(site / "pages", [page]), "https://example.org/x/")
    project.make()
    shown = project.renderer("index.md").program(project.recordings.of("demo/a.py"))
    assert "uv run https://example.org/x/snippets/demo/a.py" in shown
    project.take(Reading(site / "pages", []), "")
    assert project.pages == []


TIMED = "import asyncio\nasyncio.run(asyncio.sleep(0))\n"


def test_a_renderer_tells_each_timeline_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "snippets/demo/a.py").write_text(TIMED)
    (site / "snippets/demo/a.out").write_text("")
    projects = [Project.at(site) for _ in range(2)]
    shown: list[str] = []
    for project in projects:
        project.make()
        made = project.recordings.of("demo/a.py")
        shown += [project.renderer("index.md").program(made) for _ in range(2)]
        project.drawings.save()
        monkeypatch.setattr("running_loop.pages.timelines._words", None)  # it is kept
    assert "timeline" in shown[0]
    assert len(set(shown)) == 1


@pytest.mark.parametrize("text", ["pages/index.md", "index.md", "./pages/../pages/index.md"])
def test_again_takes_a_page_where_mkdocs_yml_has_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(site / "pages" if text == "index.md" else site)
    result = CliRunner().invoke(main, ["again", text])
    assert result.output == f"{text}: 0 removed; the next build runs it\n"


@pytest.mark.parametrize("text", ["docs/other.md", "pages", "x" * 300, "pages/gone.md"])
def test_again_refuses_what_is_no_page(
    site: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(site)
    result = CliRunner().invoke(main, ["again", text])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


MISTAKES = {
    "a page": ("docs/index.md", "---\nexecute: on\n---\n"),
    "a page that is no text": ("docs/index.md", "---\nexecute: [\n---\n"),
    "a name": ("docs/index.md", f'{FRONT}```python\n{IMPORT}snippet("demo/gone.py")\n```\n'),
    "a page as a notebook": ("docs/index.md", f"{FRONT}\x0c\n```python\n1\n```\n"),
    "cells that get no kernel": ("docs/other.markdown", f"{FRONT}```python\n1\n```\n"),
    "an output without a program": ("snippets/demo/b.out", "hello\n"),
    "a module that no page can write": ("snippets/demo/b\x07.py", ""),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_the_command_tells_the_mistakes_that_the_build_tells(mini: MiniSite, kind: str) -> None:
    mini.program("print('hello')\n", "hello\n")
    mini.page(f'{IMPORT}snippet("demo/a.py")')
    name, text = MISTAKES[kind]
    mini.write(name, "# A page\n")
    (mini.place / name).write_text(text)
    built = mini.build("--quiet")
    checked = mini.run([str(Path(sys.executable).with_name("running-loop")), "check"])
    assert (built.status, checked.status) == (1, 1)
    told = checked.said.removeprefix("Error: ").splitlines()[0]
    assert told.startswith(name.replace("\x07", "␇"))
    assert f"{told}\n" in built.said
