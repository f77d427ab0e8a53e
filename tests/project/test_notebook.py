"""A page that is opened as a notebook shows what the built page shows."""

import re
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

from running_loop.problem import ProblemError
from running_loop.project.notebook import checked, compare, snippet, tabs
from tests.site_pages import DOCS, address, pages


@pytest.mark.parametrize("name", pages())
def test_a_page_as_a_notebook_shows_the_published_programs(name: str, published: Path) -> None:
    notebook = jupytext.read(DOCS / name)
    resources = {"metadata": {"path": str((DOCS / name).parent)}}
    NotebookClient(notebook, timeout=100, kernel_name="python3", resources=resources).execute()
    shown = "\n".join(
        output.data["text/markdown"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "text/markdown" in output.get("data", {})
    )
    page = published / address(name) / "index.md"
    for program in runs(page.read_text(encoding="utf-8")):
        assert program in shown


def runs(markdown: str) -> list[str]:
    """Return the stretches from a program's mark to its timeline or the facts of its run."""
    end = '<details class="timeline"|<div class="run__facts"'
    return re.findall(rf"(?s)<!--pytest\.mark\.snippet.*?(?={end})", markdown)


def test_the_functions_work_from_the_folder_of_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets" / "demo").mkdir(parents=True)
    (tmp_path / "snippets" / "demo" / "a.py").write_text("print('hello')\n")
    (tmp_path / "snippets" / "demo" / "a.out").write_text("hello\n")
    monkeypatch.chdir(tmp_path / "docs")
    assert "```text\nhello\n```" in snippet("demo/a.py").markdown
    assert "/// tab | One" in tabs({"One": "demo/a.py"}).markdown
    assert "/// tab | One" in compare({"One": "demo/a.py"}).markdown


def test_statements_in_a_notebook_lead_to_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    cell = '```python\nsnippet("demo/a.py")\n```\n'
    (tmp_path / "docs" / "page.md").write_text(f"---\nexecute: true\n---\n{cell}")
    (tmp_path / "snippets" / "demo").mkdir(parents=True)
    (tmp_path / "snippets" / "demo" / "a.py").write_text("print('hello')\n")
    (tmp_path / "snippets" / "demo" / "a.out").write_text("hello\n")
    row = "says: It greets.\n  verdict: true\n  because: It does.\n  proofs:\n"
    proof = "    - program: demo/a.py\n      line: hello\n"
    rows = tmp_path / "snippets" / "demo" / "rows.yml"
    rows.write_text(f"- {row}{proof}")
    monkeypatch.setenv("RUNNING_LOOP_PYTHONS", "current")
    monkeypatch.chdir(tmp_path / "docs")
    assert "[a.py](page.md#run-demo-a) prints `hello`" in checked("demo/rows.yml").markdown
    rows.write_text(f"- {row}{proof}".replace("hello", "goodbye"))
    with pytest.raises(ProblemError, match="does not print this line"):
        checked("demo/rows.yml")


def test_outside_a_project_the_message_says_where_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemError, match="open the page from its docs/ folder"):
        snippet("demo/a.py")
