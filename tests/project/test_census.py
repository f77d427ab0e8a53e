from pathlib import Path

import pytest

from tests.project import mistakes

FRONT = "---\nexecute: true\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets" / "demo").mkdir(parents=True)
    return tmp_path


def found(site: Path, page: str) -> list[str]:
    (site / "docs" / "a.md").write_text(page)
    return [f"{problem.place}: {problem.found}" for problem in mistakes(site)]


@pytest.mark.parametrize(
    "page",
    [
        FRONT + "```python\nprint(1)\n```\n",
        FRONT + '```python tags=["raises-exception"]\n1 / 0\n```\n',
        FRONT + "````text\n```python\nshown\n```\n````\n",
        "```text\nno Python\n```\n",
        "---\nexecute: false\n---\n",
        "# No front matter\n",
    ],
)
def test_a_right_page_has_no_problem(site: Path, page: str) -> None:
    assert found(site, page) == []


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (FRONT + "- item\n\n    ```python\n    1\n    ```\n", 6),
        (FRONT + '!!! note\n\n    ```python title="x"\n    1\n    ```\n', 6),
        (FRONT + "> ```python\n> 1\n> ```\n", 4),
        (FRONT + "```py\n1\n```\n", 4),
        (FRONT + "```{.python}\n1\n```\n", 4),
        (FRONT + "~~~python\n1\n~~~\n", 4),
        (FRONT + "````python\n1\n````\n", 4),
        ("```python\n1\n```\n", 1),
        ("---\nexecute: True\n---\n", 2),
        ("---\nexecute: on\n---\n", 2),
        ("---\ntitle: A\n  execute: true\n---\n", 3),
        ("---\nExecute: true\n---\n", 2),
    ],
)
def test_python_that_nothing_runs_is_found_with_its_line(site: Path, page: str, line: int) -> None:
    assert [text.split(": ")[0] for text in found(site, page)] == [f"docs/a.md:{line}"]


def test_a_program_that_no_page_places_is_found(site: Path) -> None:
    for name in ("used", "unused", "in_tab"):
        (site / "snippets" / "demo" / f"{name}.py").write_text("")
    imports = "from running_loop import snippet, tabs\n"
    cell = imports + 'snippet("demo/used.py")\ntabs({"Tab": "demo/in_tab.py"})'
    page = f"{FRONT}```python\n{cell}\n```\n"
    assert found(site, page) == ["snippets/demo/unused.py: no page places this program"]


def test_a_page_without_the_import_would_fail_as_a_notebook(site: Path) -> None:
    (site / "snippets" / "demo" / "a.py").write_text("")
    cell = '```python\n{}snippet("demo/a.py")\n```\n'
    assert found(site, FRONT + cell.format("from running_loop import snippet\n")) == []
    (problem,) = found(site, FRONT + cell.format(""))
    assert problem == "docs/a.md:4: snippet is not imported, so the page fails as a notebook"


def test_an_import_that_the_header_does_not_name_is_found(site: Path) -> None:
    (site / "snippets" / "demo" / "a.py").write_text("import aiohttp\n")
    cell = '```python\nfrom running_loop import snippet\nsnippet("demo/a.py")\n```\n'
    expected = "snippets/demo/a.py: imports aiohttp, which its header does not name"
    assert found(site, FRONT + cell) == [expected]


def test_a_page_that_is_not_executed_places_nothing(site: Path) -> None:
    (site / "snippets" / "demo" / "a.py").write_text("")
    assert len(found(site, '```python\nsnippet("demo/a.py")\n```\n')) == 2


def test_what_a_placed_program_uses_is_used_and_what_another_uses_is_not(site: Path) -> None:
    folder = site / "snippets" / "demo"
    for package in ("pkg", "space"):
        (folder / package).mkdir()
    files = {
        "a.py": "if True: import one, pkg.mod\n",
        "one.py": "def f():\n    from space import mod as m\n",
        "pkg/__init__.py": "",
        "pkg/mod.py": "from . import other\n",
        "pkg/other.py": "",
        "space/mod.py": "",
        "b.py": "import two\n",
        "two.py": "",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    cell = '```python\nfrom running_loop import snippet\nsnippet("demo/a.py")\n```\n'
    expected = [f"snippets/demo/{name}: no page places this program" for name in ("b.py", "two.py")]
    assert found(site, FRONT + cell) == expected


def test_the_header_names_what_the_modules_beside_a_program_import(site: Path) -> None:
    (site / "snippets/demo/a.py").write_text('"""import yaml"""\nimport helper\n')
    (site / "snippets/demo/helper.py").write_text("import json; import aiohttp as a\n")
    cell = '```python\nfrom running_loop import snippet\nsnippet("demo/a.py")\n```\n'
    expected = "snippets/demo/a.py: imports aiohttp, which its header does not name"
    assert found(site, FRONT + cell) == [expected]


@pytest.mark.parametrize("name", ["../../out.yml", "/etc/hostname", "link/out.yml", "out.yml"])
def test_statements_outside_the_folder_are_refused_where_a_cell_names_them(
    site: Path, name: str
) -> None:
    (site / "outside").mkdir()
    (site / "outside/out.yml").write_text("- secret\n")
    (site / "snippets/link").symlink_to(site / "outside")
    (site / "snippets/out.yml").symlink_to(site / "outside/out.yml")
    cell = f'```python\nfrom running_loop import checked\nchecked("{name}")\n```\n'
    (problem,) = found(site, FRONT + cell)
    assert problem == f"docs/a.md:6: snippets/{name} lies outside snippets/"
