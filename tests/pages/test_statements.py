"""Statements: what a page shows of them, and which mistakes stop a build."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from running_loop.pages.statements import Proof, load
from running_loop.problem import ProblemError
from running_loop.pythons.interpreter import current
from tests import ROOT
from tests.mini import MiniSite

ROWS = """
- says: Programs greet.
  verdict: true
  because: This one does.
  proofs:
    - program: demo/a.py
      line: hello
"""
CELL = 'checked("demo/statements.yml")'
STATEMENTS = 29


def site(mini: MiniSite, rows: str = ROWS) -> MiniSite:
    """Write a program that prints two lines, a page that places it, and a page of statements."""
    mini.program("print('hello')\nprint('  and goodbye')\n", "hello\n  and goodbye\n")
    mini.page('snippet("demo/a.py")', name="programs.md")
    mini.page(CELL)
    mini.write("snippets/demo/statements.yml", rows)
    return mini


def test_a_row_shows_statement_verdict_reason_and_proof(mini: MiniSite) -> None:
    assert site(mini).build().status == 0
    row = mini.html().select_one("#statement-1")
    assert row
    assert [part.get_text(" ", strip=True) for part in row.select("p, li")] == [
        "Programs greet.",
        "true This one does.",
        f"a.py prints hello , on Python {current().series}",
    ]
    assert mini.html().select("article > p")[0].get_text() == "1 true"
    assert followed(mini.place / "site", "index.html", row) == 1


def test_published_markdown_holds_the_statements(mini: MiniSite) -> None:
    assert site(mini).build().status == 0
    assert "**Programs greet.**" in mini.markdown()
    assert "[a.py](programs/index.md#run-demo-a) prints `hello`" in mini.markdown()


def followed(published: Path, page: str, row: Tag) -> int:
    """Follow the links to programs in a row; return how many outputs there hold their line."""
    for proof in row.select("li:has(a[href*='#run-'])"):
        line, *before = (code.get_text() for code in proof.select("code"))
        address = urlsplit(urljoin(f"/{page}", str(proof.select("a")[0]["href"])))
        path = published / address.path.lstrip("/") / ("index.html" * address.path.endswith("/"))
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        (box,) = html.select(f".run:has(#{address.fragment})")
        outputs = [pre.get_text() for pre in box.select(".language-text pre")]
        found = Proof("", "", line, before[0] if before else "")
        assert any(found.is_in(output) for output in outputs), (line, path)
    return len(row.select("li:has(a[href*='#run-'])"))


def test_every_statement_of_the_article_leads_to_its_proof(published: Path) -> None:
    path = published / "article-checked/index.html"
    rows = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(".statement")
    assert len(rows) == STATEMENTS
    expected = load(ROOT / "snippets", "article-checked/statements.yml")
    for row, statement in zip(rows, expected, strict=True):
        assert followed(published, "article-checked/index.html", row) == len(statement.proofs)
        assert [badge.get_text() for badge in row.select(".verdict")] == [statement.verdict]


def row(**changes: str) -> str:
    """Return the row, some of its values changed; with None for a value, without the key."""
    text = ROWS
    for key, value in changes.items():
        text = re.sub(rf"(?m)(\b{key}:) .*$", rf"\1 {value}", text)
    return text


MISTAKES = {
    "a line that is gone": (
        row(line="hello you"),
        [
            "statements.yml:6: snippets/demo/a.py does not print this line on Python 3.",
            "expected: hello you",
            "the nearest line now: hello",
        ],
    ),
    "a line that comes too late": (
        ROWS + "      before: never said\n",
        ["statements.yml:6: ", "expected: hello, and later: never said"],
    ),
    "a line that other Pythons print, too": (
        ROWS + '      python: "<3.11"\n',
        ["prints this line on Python", "too: hello", "expected: only on Python <3.11"],
    ),
    "a range that is none": (
        ROWS + "      python: new ones\n",
        ["statements.yml:7: 'new ones' is not a range of Pythons", '">=3.11"'],
    ),
    "an unknown program": (
        row(program="demo/aa.py"),
        ["statements.yml:5: snippets/demo/aa.py does not exist", "did you mean 'demo/a.py'?"],
    ),
    "an unknown verdict": (
        row(verdict="sometimes"),
        ["statements.yml:2: 'sometimes' is not one of ['true', 'true with a limit',"],
    ),
    "a missing key": (
        ROWS.replace("  because: This one does.\n", ""),
        ["statements.yml:1: 'because' is a required property"],
    ),
    "an unknown key": (
        ROWS + "      pyhton: '>=3.11'\n",
        ["statements.yml:5: ", "'pyhton' was unexpected"],
    ),
    "no proof": (
        ROWS.partition("  proofs")[0] + "  proofs: []\n",
        ["statements.yml:4: [] should be non-empty"],
    ),
    "broken YAML": ("- says: 'never closed\n", ["statements.yml:2: is not valid YAML: "]),
    "no rows": ("", ["statements.yml:1: None is not of type 'array'"]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_row_stops_the_build(mini: MiniSite, name: str) -> None:
    rows, says = MISTAKES[name]
    good = mini.write("site/index.html", "the last good site")
    built = site(mini, rows).build()
    assert built.status != 0
    for words in says:
        assert words in built.said
    assert 'File "/' not in built.said, built.said
    assert good.read_text() == "the last good site"


def test_a_row_about_a_program_that_no_page_places_stops_the_build(mini: MiniSite) -> None:
    site(mini).write("docs/programs.md", "# No programs\n")
    built = mini.build()
    assert built.status != 0
    assert "statements.yml:6: no page places snippets/demo/a.py" in built.said


def test_a_file_that_is_missing_is_told(mini: MiniSite) -> None:
    (site(mini).place / "snippets/demo/statements.yml").unlink()
    built = mini.build()
    assert built.status != 0
    assert ": snippets/demo/statements.yml does not exist" in built.said


def test_a_statement_of_code_with_backticks_is_shown_as_it_is(mini: MiniSite) -> None:
    mini.write("snippets/demo/a.py", "print('`a` *b*')\n")
    site(mini, row(line='"`a` *b*"'))
    mini.program("print('`a` *b*')\n", "`a` *b*\n")
    mini.page('snippet("demo/a.py")', name="programs.md")
    mini.page(CELL)
    assert mini.build().status == 0
    assert [code.get_text() for code in mini.html().select(".statement code")] == ["`a` *b*"]


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/statements.yml").write_text(row(verdict="maybe") + row(verdict="perhaps"))
    with pytest.raises(ProblemError) as caught:
        load(tmp_path, "demo/statements.yml")
    assert [problem.place.rpartition(":")[2] for problem in caught.value.problems] == ["3", "10"]


HOSTILE = {
    "control character": ("- says: \x07", 1, "a character that YAML does not allow, 0x0007"),
    "tab": ("- says:\n\t\tx", 2, "cannot start any token"),
    "recursive": ("- 1\n- &a [*a]", 2, "this holds itself"),
    "anchors": ("- &a 1\n- &a 2", 2, "second occurrence"),
    "list for a key": ("- says: x\n  ? [a]\n  : 1", 2, "found unhashable key"),
    "mapping for a key": ("- ? {a: 1}\n  : 1", 1, "found unhashable key"),
    "key twice": (ROWS + "      line: other\n", 7, "the key 'line' stands here twice"),
    "laughs": (
        "- &a0 [x]\n" + "".join(f"- &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 40)),
        6,
        "stands for more than",
    ),
    "deep": ("- x\n- " + "[" * 5000, 2, "nested too deeply"),
    "half a letter": ('- says: x\n  because: "\\ud800"', 2, "is no text"),
    "documents": ("- x\n---\n- y", 2, "another document"),
    "mapping for rows": ("says: x", 1, "is not of type 'array'"),
    "list for a text": (row(because="[a, b]"), 3, "is not of type 'string'"),
    "digits": (ROWS + f'      python: ">=3.{"9" * 5000}"\n', 7, "is not a range of Pythons"),
    "NUL": (row(program='"demo/@.py"').replace("@", "\\0"), 5, "is no path of a program"),
    "long name": (row(program="a" * 300 + ".py"), 5, "File name too long"),
    "folder": (row(program="demo"), 5, "is a folder, not a file"),
    "long text": (f"- {'x' * 100_000}", 1, "xxx..."),
    "separator": ('- says: "\u2028 \x85"\n  verdict: [', 2, "is not valid YAML"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_its_line(tmp_path: Path, kind: str) -> None:
    text, line, says = HOSTILE[kind]
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/a.py").touch()
    (tmp_path / "demo/rows.yml").write_text(text.lstrip("\n"), encoding="utf-8")
    with pytest.raises(ProblemError) as caught:
        load(tmp_path, "demo/rows.yml")
    first = str(caught.value).partition("\n")[0]
    assert first.startswith(f"snippets/demo/rows.yml:{line}: ")
    assert says in first
    assert len(first) < 600
    assert "to mend: " in str(caught.value)


@pytest.mark.parametrize("form", ["{}", "\ufeff{}", "%YAML 1.2\n---\n{}"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_of_other_systems_are_read(tmp_path: Path, form: str, end: str) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/a.py").touch()
    text = form.format(row(says="2026-02-30")).replace("\n", end)
    (tmp_path / "demo/rows.yml").write_bytes(text.encode())
    (statement,) = load(tmp_path, "demo/rows.yml")
    assert statement.says == "2026-02-30"
