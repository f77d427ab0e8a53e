from pathlib import Path

import pytest

from running_loop.pages import attachments
from running_loop.pages.page import Page, read
from running_loop.problem import ProblemError
from tests.mini import MiniSite

FRONT = "---\ntitle: A page\nexecute: true\nfiles: {}\n---\n"
READING = 'print(open("{}").read())'


def page(folder: Path, declared: str, name: str = "index.md") -> Page:
    path = folder / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT.format(declared))
    return read(folder / "docs", name)


def found(folder: Path, declared: str, name: str = "index.md") -> str:
    """Return what is wrong with the files of a page, and that no kernel gets to see them."""
    read_page = page(folder, declared, name)
    (problem,) = attachments.problems(read_page)
    with pytest.raises(ProblemError):
        attachments.of(read_page, ())
    return f"{problem.place}: {problem.found}"


@pytest.mark.parametrize("name", ["index.md", "deep/er/page.md"])
def test_the_files_of_a_page_lie_beside_it(tmp_path: Path, name: str) -> None:
    wanted = page(tmp_path, "[data.txt, folder/ä b.csv]", name)
    folder = wanted.path.parent
    (folder / "folder").mkdir()
    for file, text in {"data.txt": "one", "folder/ä b.csv": "two", "helper.py": "h = 1"}.items():
        (folder / file).write_text(text)
    assert list(attachments.problems(wanted)) == []
    expected = {"data.txt": b"one", "folder/ä b.csv": b"two", "helper.py": b"h = 1"}
    assert attachments.of(wanted, ["import json", "import helper"]) == expected


@pytest.mark.parametrize(
    "declared",
    ["data.txt", "", "{a: b}", "[1]", "[[a]]", "[../a]", "[a/../../b]", "[/etc/hostname]", '[""]'],
)
def test_what_is_no_list_of_paths_beside_the_page_is_refused(tmp_path: Path, declared: str) -> None:
    assert found(tmp_path, declared).startswith("docs/index.md:4: files: ")


def test_a_file_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/here.txt").touch()
    declared = "\n  - here.txt\n  - gone.txt"
    assert found(tmp_path, declared).startswith("docs/index.md:6: needs gone.txt, which cannot")


@pytest.mark.parametrize(("declared", "link"), [("[link.txt]", "link.txt"), ("[up/a.txt]", "up")])
def test_a_link_that_leads_out_of_the_pages_is_refused(
    tmp_path: Path, declared: str, link: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.txt").write_text("secret")
    target = tmp_path / "secret" / ("a.txt" if link.endswith(".txt") else "")
    (tmp_path / "docs" / link).symlink_to(target)
    assert "leads out of docs/" in found(tmp_path, declared)


def test_a_file_that_cells_read_runs_them_again_when_it_changed(mini: MiniSite) -> None:
    mini.write("docs/data.txt", "one")
    mini.write(
        "docs/index.md",
        f"{FRONT.format('[data.txt]')}\n```python\n{READING}\n```\n".format("data.txt"),
    )
    for text in ("one", "two"):
        mini.write("docs/data.txt", text)
        built = mini.build()
        assert built.status == 0, built.said
        assert f"```text\n{text}\n```" in mini.markdown()


def test_a_missing_file_stops_the_build_with_its_line(mini: MiniSite) -> None:
    mini.write("docs/index.md", FRONT.format("[gone.txt]") + "\n# A\n")
    built = mini.build()
    assert built.status == 1
    assert "docs/index.md:4: needs gone.txt, which cannot be read" in built.said
    assert "Traceback" not in built.said


@pytest.mark.parametrize(
    "cell",
    [
        'open("data.txt")',
        "Path('data.txt').read_text()",
        'x = Path("deep") / "data.txt"',
        '%magic\nf("deep/in/data.txt")',
    ],
)
def test_a_file_that_a_cell_names_needs_no_front_matter(tmp_path: Path, cell: str) -> None:
    wanted = page(tmp_path, "[]")
    (tmp_path / "docs/deep/in").mkdir(parents=True)
    for name in ("data.txt", "other.txt", "deep/in/data.txt"):
        (tmp_path / "docs" / name).write_text(name)
    name = "deep/in/data.txt" if "deep/in" in cell else "data.txt"
    assert attachments.of(wanted, [cell]) == {name: name.encode()}


@pytest.mark.parametrize("cell", ["'x' * 9", "'deep'", "'../a.txt'", "'/etc/hostname'", "'link'"])
def test_a_text_that_names_no_file_beside_the_page_is_a_text(tmp_path: Path, cell: str) -> None:
    wanted = page(tmp_path, "[]")
    (tmp_path / "docs/deep").mkdir()
    (tmp_path / "a.txt").touch()
    (tmp_path / "docs/link").symlink_to(tmp_path / "a.txt")
    assert attachments.of(wanted, [cell, f"f('{'n' * 5000}')", "f('\0')"]) == {}
