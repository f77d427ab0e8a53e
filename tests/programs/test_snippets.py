import os
from pathlib import Path

import pytest

from running_loop.problem import ProblemError
from running_loop.programs.snippets import faults, load, names


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


HEAD = "# /// script\n# dependencies = []\n# ///\n"


@pytest.mark.parametrize(
    ("above", "below", "places"),
    [
        ("", "\n\nx\ny\n", {1: 6, 2: 7}),
        ("#!/usr/bin/env python3\n", "x\ny\n", {1: 1, 2: 5, 3: 6}),
        ("# \u2028 \x0c\n\n", "\nx \x85\ny\n", {1: 1, 2: 2, 3: 7, 4: 8}),
    ],
)
def test_a_line_of_the_body_is_found_in_the_file(
    folder: Path, above: str, below: str, places: dict[int, int]
) -> None:
    (folder / "demo" / "a.py").write_text(f"{above}{HEAD}{below}", encoding="utf-8")
    snippet = load(folder, "demo/a.py")
    assert snippet.body == above + below.lstrip("\n")
    found = {line: snippet.place_of(line) for line in places}
    assert found == {line: f"snippets/demo/a.py:{there}" for line, there in places.items()}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# -*- coding: latin-1 -*-\n", 1),
        ("#!/bin/python\n# vim: set fileencoding=cp1252 :\n", 2),
        ("\n# coding=utf-16\n", 2),
        ("# coding: no-such\n", 1),
        ("\ufeff# coding: latin-1\n", 1),
        (f"#!/bin/python\n# coding: ascii\n{HEAD}", 2),
        (f"{HEAD}# coding: latin-1\n", 4),  # in the file it says nothing, in the run it would
    ],
)
def test_a_program_of_another_encoding_is_refused(folder: Path, text: str, line: int) -> None:
    (folder / "demo" / "a.py").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError, match=f"snippets/demo/a.py:{line}: says that the program is"):
        load(folder, "demo/a.py")


@pytest.mark.parametrize(
    "text", ["# coding: UTF8\n", "# coding: utf_8\n", "x = 1\n# coding: latin-1\n"]
)
def test_a_program_of_utf_8_may_say_so(folder: Path, text: str) -> None:
    (folder / "demo" / "a.py").write_text(text)
    assert load(folder, "demo/a.py").body == text


def test_a_file_whose_name_no_page_can_write_is_told(folder: Path) -> None:
    for name in (b"a\xff.py", b"a\nb.py", "é🐍.py".encode()):
        Path(os.fsdecode(bytes(folder / "demo") + b"/" + name)).touch()
    assert [str(problem).split("\n")[0] for problem in faults(folder)] == [
        "snippets/demo/a␊b.py: has a name that no page can write",
        "snippets/demo/a\\udcff.py: has a name that no page can write",
    ]


@pytest.mark.parametrize("name", ["missing", "pipe", "folder", "dangling", "long" * 100])
def test_a_declared_file_that_is_none_is_told(folder: Path, name: str) -> None:
    os.mkfifo(folder / "demo" / "pipe")
    (folder / "demo" / "folder").mkdir()
    (folder / "demo" / "dangling").symlink_to("nowhere")
    header = f'# /// script\n# [tool.running-loop]\n# files = ["{name}"]\n# ///\n'
    (folder / "demo" / "a.py").write_text(header)
    with pytest.raises(ProblemError, match=f"snippets/demo/a.py.*: needs {name}, which"):
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
