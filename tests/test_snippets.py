from pathlib import Path

import pytest

from running_loop.problem import ProblemError
from running_loop.snippets import load, names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "snippets" / "demo").mkdir(parents=True)
    return tmp_path / "snippets"


def test_the_body_is_the_program_without_its_header(folder: Path) -> None:
    path = folder / "demo" / "a.py"
    path.write_text('# /// script\n# dependencies = []\n# ///\n\n"""A."""\nprint(1)\n')
    snippet = load(folder, "demo/a.py")
    assert snippet.body == '"""A."""\nprint(1)\n'
    assert snippet.place_of(2) == "snippets/demo/a.py:6"
    assert snippet.place_of(None) == "snippets/demo/a.py"


def test_a_form_feed_does_not_move_the_header(folder: Path) -> None:
    (folder / "demo" / "a.py").write_text(
        '# /// script\n# dependencies = []\n# ///\nprint("\x0c")\n'
    )
    assert load(folder, "demo/a.py").body == 'print("\x0c")\n'


def test_names_are_paths_with_slashes(folder: Path) -> None:
    for name in ("b.py", "a.py", "a.txt"):
        (folder / "demo" / name).write_text("")
    assert names(folder) == ["demo/a.py", "demo/b.py"]


@pytest.mark.parametrize("name", ["../outside.py", "/etc/hosts.py", "demo/../../outside.py"])
def test_a_name_outside_the_folder_is_refused(folder: Path, name: str) -> None:
    (folder.parent / "outside.py").write_text("")
    with pytest.raises(ProblemError, match="lies outside snippets/"):
        load(folder, name)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder.parent / "outside.py").write_text("")
    (folder / "demo" / "link.py").symlink_to(folder.parent / "outside.py")
    with pytest.raises(ProblemError, match="lies outside snippets/"):
        load(folder, "demo/link.py")


def test_a_folder_that_is_a_link_to_outside_is_refused(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "a.py").write_text("")
    (folder / "link").symlink_to(folder.parent / "other")
    with pytest.raises(ProblemError, match="lies outside snippets/"):
        load(folder, "link/a.py")


def test_a_missing_name_gets_the_nearest(folder: Path) -> None:
    (folder / "demo" / "counter.py").write_text("")
    with pytest.raises(ProblemError, match=r"does not exist(.|\n)*'demo/counter.py'"):
        load(folder, "demo/conter.py")


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "demo" / "a.py").write_bytes(b"# \xff\n")
    with pytest.raises(ProblemError, match="is not UTF-8"):
        load(folder, "demo/a.py")


@pytest.mark.parametrize(
    ("text", "link", "line"),
    [
        ('# /// script\n# [tool.running-loop]\n# files = ["x.txt"]\n# ///\n', "x.txt", 3),
        ('# /// script\n# [tool.running-loop]\n# files = ["in/x.txt"]\n# ///\n', "in", 3),
        ("x = 1\nimport helper\n", "helper.py", 2),
        ("x = 1\ntry: import pkg.mod\nexcept E: x\n", "pkg", 2),
    ],
)
def test_a_file_beside_a_program_that_is_a_link_out_of_the_folder_is_refused(
    folder: Path, text: str, link: str, line: int
) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    for name in ("x.txt", "helper.py", "__init__.py", "mod.py"):
        (outside / name).write_text("secret")
    target = outside / link if "." in link else outside
    (folder / "demo" / link).symlink_to(target)
    (folder / "demo/a.py").write_text(text)
    with pytest.raises(ProblemError, match=rf"demo/a\.py:{line}: needs .*, which lies outside"):
        load(folder, "demo/a.py")
