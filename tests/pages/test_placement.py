from pathlib import Path

import pytest

from tests.project import mistakes

IMPORT = "from running_loop import snippet\n"
FALSE_CALLS = {
    "by another name": ('from running_loop import snippet as s\ns("demo/a.py")', 9),
    "by another name, in the engine": (
        'from running_loop.project.notebook import tabs as t\nt({"A": "demo/a.py"})',
        9,
    ),
    "of the package": ('import running_loop\n\nrunning_loop.snippet("demo/a.py")', 10),
    "of the package by another name": ('import running_loop as r\nr.compare({"A": "x.py"})', 9),
    "f-string": ('x = "a"\nsnippet(f"demo/{x}.py")', 9),
    "added": ('snippet("demo/" + "a.py")', 8),
    "keyword": ('snippet(name="demo/a.py")', 8),
    "unpacked": ('snippet(*["demo/a.py"])', 8),
    "none": ("snippet()", 8),
    "number": ("snippet(1)", 8),
    "bytes": ('snippet(b"demo/a.py")', 8),
    "two": ('snippet("demo/a.py", "demo/b.py")', 8),
    "list": ('tabs(["demo/a.py"])', 8),
    "no text": ('tabs({1: "demo/a.py"})', 8),
    "unhashable": ('tabs({[]: "demo/a.py"})', 8),
    "empty": ("compare({})", 8),
    "no name": ('snippet("")', 8),
    "no name of statements": ('checked("")', 8),
    "no name in a tab": ('tabs({"A": ""})', 8),
    "kept": ('x = snippet("demo/a.py")', 8),
    "in a loop": ('for x in "ab":\n    snippet(x)', 9),
    "in a function": ('def f():\n    return checked("demo/a.yml")', 9),
    "with others": ('print(1)\nsnippet("demo/a.py")', 9),
    "title of two lines": ('tabs({"A\\nB": "demo/a.py"})', 8),
    "half a letter": ('tabs({"\\ud800": "demo/a.py"})', 8),
}
NAMES = {
    "concatenated": ('snippet("demo/"\n  "b.py")', 8, "snippets/demo/b.py does not exist"),
    "escaped": ('snippet("demo\\x2fb.py")', 8, "snippets/demo/b.py does not exist"),
    "repeated": (
        '# demo/b.py\nsnippet("demo/b.py")\nsnippet("demo/b.py")',
        10,
        "snippets/demo/b.py does not exist",
    ),
    "in a tab": ('tabs(\n  {\n    "A": "demo/a.py",\n    "B": "demo/b.py"})', 11, "does not exist"),
    "bell": ('snippet("demo\\a.py")', 8, "snippets/demo␇.py is no path"),
    "backslash": ('snippet("demo\\\\a.py")', 8, "snippets/demo\\a.py is no path"),
    "dot": ('snippet("./demo/a.py")', 8, "write 'demo/a.py'"),
    "slashes": ('snippet("demo//a.py")', 8, "write 'demo/a.py'"),
    "up": ('snippet("demo/../demo/a.py")', 8, "lies outside snippets/"),
    "root": ('snippet("/etc/passwd.py")', 8, "lies outside snippets/"),
    "NUL": ('snippet("demo/\\0.py")', 8, "snippets/demo/␀.py is no path"),
    "half": ('snippet("demo/\\udcff.py")', 8, "snippets/demo/\\udcff.py is no path"),
    "line": ('snippet("demo/a\\n.py")', 8, "is no path of a program"),
    "long": (f'snippet("{"a" * 300}.py")', 8, "File name too long"),
    "this folder": ('snippet(".")', 8, "is no path of a program"),
    "no statements": ('checked("demo/b.yml")', 8, "snippets/demo/b.yml does not exist"),
    "folder of statements": ('checked("demo")', 8, "snippets/demo is a folder, not a file"),
    "folder": ('snippet("demo")', 8, "snippets/demo is a folder, not a file"),
    "folder of Python": ('snippet("demo/folder.py")', 8, "is a folder, not a file"),
    "output": ('snippet("demo/a.out")', 8, "snippets/demo/a.out is not a program"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets" / "demo" / "folder.py").mkdir(parents=True)
    (tmp_path / "snippets" / "demo" / "a.py").write_text("")
    (tmp_path / "snippets" / "demo" / "a.out").write_text("")
    return tmp_path


def found(site: Path, *cells: str) -> list[str]:
    """Return what is wrong with a page whose last cell begins on line 8."""
    first = f"```python\n{IMPORT}```\n"
    shown = "".join(f"```python\n{cell}\n```\n" for cell in cells)
    (site / "docs" / "a.md").write_text(f"---\nexecute: true\n---\n{first}{shown}")
    listed = mistakes(site)
    return [str(problem) for problem in listed if problem.place.startswith("docs/")]


@pytest.mark.parametrize("kind", FALSE_CALLS)
def test_a_call_that_places_nothing_is_told_with_its_line(site: Path, kind: str) -> None:
    cell, line = FALSE_CALLS[kind]
    assert [text.split(": ")[0] for text in found(site, cell)][:1] == [f"docs/a.md:{line}"]


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_of_no_program_is_told_with_its_line(site: Path, kind: str) -> None:
    cell, line, says = NAMES[kind]
    told = [text for text in found(site, cell) if says in text][-1]
    assert told.startswith(f"docs/a.md:{line}: ")


@pytest.mark.parametrize(
    "cells",
    [
        ['def snippet(name):\n    return name\nprint(snippet("x"))'],
        ["from other import tabs\ntabs()"],
        ["checked = print\nchecked()"],
        ['text = "snippet()"', "print(text.snippet())"],
        ["%time 1"],
        ["async def compare(): ...\nawait compare()"],
        ['from running_loop import (\n    snippet,\n    tabs,\n)\ntabs({"A": "demo/a.py"})'],
        ['from running_loop import snippet as snippet\nsnippet("demo/a.py")'],
    ],
)
def test_other_functions_may_have_these_names(site: Path, cells: list[str]) -> None:
    assert found(site, *cells) == []
