from pathlib import Path

import pytest

from running_loop.pages.addresses import problems
from running_loop.pages.page import read


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('tabs({"A": "demo/a.py",\n"A": "demo/b.py"})', ":6: two tabs have the title 'A'"),
        ('compare({"A b": "demo/a.py", "A  b": "demo/b.py"})', ":5: two tabs have the title"),
        ('tabs({" ": "demo/a.py"})', ":5: ' ' is no title of a tab"),
        ('tabs({"A\\n\\n# B": "demo/a.py"})', ":5: 'A\\n\\n# B' is no title of a tab"),
        ('snippet("demo/a-b.py")\nsnippet("demo/a/b.py")', ":4: demo/a/b.py and demo/a-b.py"),
    ],
)
def test_titles_and_addresses_that_are_there_twice(tmp_path: Path, cell: str, said: str) -> None:
    (tmp_path / "a.md").write_text(f"---\nexecute: true\n---\n```python\n{cell}\n```\n")
    (problem,) = problems(read(tmp_path, "a.md"))
    assert str(problem).startswith(f"{tmp_path.name}/a.md{said}")


@pytest.mark.parametrize(
    "cell",
    [
        'tabs({"A": "demo/a.py", "a": "demo/b.py"})\ntabs({"A": "demo/c.py"})',
        'snippet("demo/a.py")\nsnippet("demo/a.py")',
        'print({"A": 1, "A": 2})',
    ],
)
def test_what_may_be_there_twice(tmp_path: Path, cell: str) -> None:
    (tmp_path / "a.md").write_text(f"---\nexecute: true\n---\n```python\n{cell}\n```\n")
    assert list(problems(read(tmp_path, "a.md"))) == []
