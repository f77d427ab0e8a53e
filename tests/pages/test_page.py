from pathlib import Path

import pytest

from running_loop.pages.page import Call, calls, read
from running_loop.problem import ProblemError

IMPORT = "from running_loop import snippet, tabs\n"


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        (IMPORT, ()),
        ("", ()),
        ('snippet("a/b.py")', (Call({"": "a/b.py"}),)),
        (
            IMPORT + 'snippet("a/b.py")\nsnippet("a/c.py")',
            (Call({"": "a/b.py"}), Call({"": "a/c.py"})),
        ),
        ('tabs({"One": "a/b.py", "Two": "a/c.py"})', (Call({"One": "a/b.py", "Two": "a/c.py"}),)),
        ("await main()", None),
        ("%time 1", None),
        ('x = 1\nsnippet("a/b.py")', None),
        ("snippet(name)", None),
        ("snippet()", None),
        ('compare({"One": "a/b.py"})', (Call({"One": "a/b.py"}, compared=True),)),
        ("compare({})", None),
        ("tabs({})", None),
        ("tabs({'One': 1})", None),
        ("tabs({'One': name})", None),
        ('snippet("a/b.py", 1)', None),
    ],
)
def test_calls_of_a_cell(source: str, placed: tuple[Call, ...] | None) -> None:
    assert calls(source) == placed


def test_cells_stand_at_the_left_margin_in_plain_fences(tmp_path: Path) -> None:
    indented = "    ```python\n    2\n    ```\n"
    text = f'```python\n1\n```\n\n{indented}\n```python tags=["a"]\n3\n```\n```py\n4\n```\n'
    (tmp_path / "a.md").write_text(f"---\nexecute: true\n---\n{text}")
    assert [cell.text for cell in read(tmp_path, "a.md").cells] == ["1\n", "3\n"]


def test_programs_of_a_page_in_order(tmp_path: Path) -> None:
    cell = 'tabs({"One": "a/b.py", "Two": "a/c.py"})\nsnippet("a/d.py")'
    (tmp_path / "a.md").write_text(f"---\nexecute: true\n---\n```python\n{cell}\n```\n")
    assert read(tmp_path, "a.md").programs == ["a/b.py", "a/c.py", "a/d.py"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: a: b\n---\n", ":2: the front matter is not valid YAML"),
        ("---\ntitle: a\n\n# Never closed\n", ":1: the front matter is never closed"),
        ("---\n- a\n---\n", ":1: the front matter is not a mapping"),
    ],
)
def test_broken_front_matter_names_the_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.md").write_text(text)
    with pytest.raises(ProblemError, match=message):
        read(tmp_path, "a.md")


@pytest.mark.parametrize(
    "text", ["", "# No front matter\n", "---\n---\n", "text\n---\nrule: a: b\n---\n"]
)
def test_no_front_matter_is_fine(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert read(tmp_path, "a.md").meta == {}
