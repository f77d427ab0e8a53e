"""Sources that are none, and sites that are built of them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from running_loop.problem import ProblemError
from running_loop.source import read
from tests.mini import MiniSite

Spoil = Callable[[Path], object]


def link(target: str) -> Spoil:
    return lambda path: path.symlink_to(target)


def holding(data: bytes) -> Spoil:
    return lambda path: path.write_bytes(data)


UNREADABLE: dict[str, tuple[Spoil, str]] = {
    "missing": (lambda _: None, "a: does not exist"),
    "folder": (Path.mkdir, "a: is a folder, not a file"),
    "dangling link": (link("b"), "a: is a link that leads nowhere: b"),
    "link to itself": (link("a"), "a: is a link that leads nowhere: a"),
    "link to a folder": (link("."), "a: is a folder, not a file"),
    "pipe": (os.mkfifo, "a: is neither a file nor a folder"),
    "Latin-1": (holding(b"one\ntwo \xe9\n"), "a:2: is not UTF-8"),
    "Latin-1 behind CRLF": (holding(b"one\r\ntwo\r\n\xe9\n"), "a:3: is not UTF-8"),
    "UTF-16": (holding("a".encode("utf-16")), "a:1: is not UTF-8"),
    "half a letter": (holding("é".encode()[:1]), "a:1: is not UTF-8"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_is_no_text_is_told_with_its_place(tmp_path: Path, kind: str) -> None:
    spoil, says = UNREADABLE[kind]
    spoil(tmp_path / "a")
    with pytest.raises(ProblemError) as caught:
        read(tmp_path / "a", "a", "mend it")
    assert str(caught.value).startswith(says)
    assert "to mend: " in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").touch(0o000)
    with pytest.raises(ProblemError, match="a: cannot be read: Permission denied"):
        read(tmp_path / "a", "a")


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "a/b/c"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError, match="place: "):
        read(tmp_path / name, "place")


@pytest.mark.parametrize(
    "data", [b"a\nb\n", b"\xef\xbb\xbfa\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\n"]
)
def test_marks_and_line_ends_of_other_systems_are_no_text(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert read(tmp_path / "a", "a") == "a\nb\n"


def test_letters_that_end_no_line_stay(tmp_path: Path) -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029\n"
    (tmp_path / "a").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a", "a") == text


@pytest.fixture
def good(mini: MiniSite) -> MiniSite:
    """A site whose last build was right."""
    mini.program('print("a")\n', "a\n")
    built = mini.build()
    assert built.status == 0, built.said
    return mini


def refused(site: MiniSite, *says: str) -> None:
    """Build a wrong site, which says what is wrong and leaves the last good one."""
    before = site.markdown()
    built = site.build()
    assert built.status == 1
    assert "Traceback" not in built.said, built.said
    for words in says:
        assert words in built.said, built.said
    assert site.markdown() == before


FRONTS = {
    "date": ("date: 2026-02-30", 3, "'2026-02-30' is no timestamp"),
    "whole": ("a: 1\nb: !!int abc", 4, "'abc' is no int"),
    "timestamp": ("a: !!timestamp x", 3, "'x' is no timestamp"),
    "boolean": ("a:\n  - !!bool x", 4, "'x' is no bool"),
    "control": ("a: 1\n\nb: \x07", 5, "a character that YAML does not allow, 0x0007"),
    "tab": ("a:\n\tb: 1", 4, "cannot start any token"),
    "anchors": ("a: &x 1\nb: &x 2", 4, "second occurrence"),
    "recursive": ("a: 1\nb: &x [*x]", 4, "this holds itself"),
    "unhashable": ("a: 1\n? [a]\n: 1", 4, "found unhashable key"),
    "object": ("a: !!python/object:os.x 1", 3, "could not determine a constructor"),
    "half": ('a: "\\ud800"', 3, "is no text"),
    "escape": ('a: 1\nb: "\\UFFFFFFFF"', 4, "is not valid YAML"),
    "deep": ("a: " + "[" * 500 + "]" * 500, 3, "nested too deeply"),
    "digits": ("a: " + "9" * 5000, 3, "is no int"),
    "laughs": (
        "a0: &a0 [x]\n"
        + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)),
        12,
        "stands for more than",
    ),
    "merges": (
        "a0: &a0 {x: 1}\n"
        + "\n".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)),
        15,
        "stands for more than",
    ),
}


def test_all_broken_pages_are_told_at_once_with_their_lines(good: MiniSite) -> None:
    docs = good.place / "docs"
    for name, (text, _, _) in FRONTS.items():
        good.write(f"docs/{name}.md", f"---\ntitle: A\n{text}\n---\n\n# A\n")
    (docs / "latin.md").write_bytes(b"# A\n\n\xe9\n")
    (docs / "dangling.md").symlink_to("nowhere")
    os.mkfifo(docs / "pipe.md")
    (docs / "folder.md").mkdir()
    refused(
        good,
        "docs/latin.md:3: is not UTF-8",
        "docs/dangling.md: is a link that leads nowhere",
        "docs/pipe.md: is neither a file nor a folder",
        *(f"docs/{name}.md:{line}: the front matter" for name, (_, line, _) in FRONTS.items()),
        *(says for _, _, says in FRONTS.values()),
    )


@pytest.mark.parametrize("name", ["a.out", "a.py", "accepted.toml"])
@pytest.mark.parametrize("kind", ["folder", "dangling link", "pipe", "Latin-1"])
def test_a_file_of_a_program_that_is_none_stops_the_build(
    good: MiniSite, name: str, kind: str
) -> None:
    path = good.place / "snippets/demo" / name
    path.unlink(missing_ok=True)
    spoil, says = UNREADABLE[kind]
    spoil(path)
    told = says.partition(": ")[2].partition(": b")[0]
    refused(good, told, "to mend: ", f"snippets/demo/{name}")


@pytest.mark.parametrize("kind", ["dangling link", "pipe"])
def test_a_program_that_is_none_stops_the_build_if_no_page_places_it(
    good: MiniSite, kind: str
) -> None:
    spoil, says = UNREADABLE[kind]
    spoil(good.place / "snippets/demo/extra.py")
    refused(good, f"snippets/demo/extra.py{says[1:]}"[:60])


def test_an_accepted_file_that_is_none_stops_no_other_program(good: MiniSite) -> None:
    good.program('print("b")\n', "", "demo/b.py")
    (good.place / "snippets/demo/a.out").write_bytes(b"\xff\n")
    accepted = good.accept()
    assert accepted.status == 1
    assert "Traceback" not in accepted.said
    assert "snippets/demo/a.out:1: is not UTF-8" in accepted.said
    assert "running-loop accept demo/a.py" in accepted.said
    assert "changed snippets/demo/b.out" in accepted.said


HEAD = '# /// script\n# requires-python = ">=3.11"\n# ///\n'
WRITTEN = {
    "mark": '\ufeffprint("x")\n',
    "mark_head": f'\ufeff{HEAD}print("x")\n',
    "crlf": f'{HEAD}print("x")\n'.replace("\n", "\r\n"),
    "cr": f'{HEAD}print("x")\n'.replace("\n", "\r"),
    "shebang": f'#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n\n{HEAD}print("x")\n',
    "separators": f'{HEAD}# \u2028 \x0b \x0c \x85\nprint("x")\n',
    "separator_head": HEAD.replace('11"', '11" # \u2028 \x85') + 'print("x")\n',
}


def test_sources_of_other_systems_are_built(good: MiniSite) -> None:
    for name, text in WRITTEN.items():
        (good.place / f"snippets/demo/{name}.py").write_bytes(text.encode())
        (good.place / f"snippets/demo/{name}.out").write_bytes(b"\xef\xbb\xbfx\r\n")
    cells = "".join(f'```python\nsnippet("demo/{name}.py")\n```\n\n' for name in ["a", *WRITTEN])
    page = f"\ufeff---\r\ntitle: Of others\r\nexecute: true\r\n---\r\n\r\n# A\r\n\r\n{cells}"
    (good.place / "docs/index.md").write_bytes(page.encode())
    built = good.build()
    assert built.status == 0, built.said
    assert good.markdown().startswith("---\ntitle: Of others\n")
    assert good.markdown().count('```python\nprint("x")\n```\n') == 5
    assert "#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n\nprint" in good.markdown()
    assert good.html().title is not None
    assert "Of others" in str(good.html().title)


UNFIT = {
    "mark": ("\ufeff{}", 1, "begins with a byte order mark"),
    "separator": ("{}a \u2028 b\n", 10, "ends a line in a notebook alone"),
    "feed": ("{}a \x0c b\n", 10, "ends a line in a notebook alone"),
}


def test_a_page_that_a_notebook_would_read_otherwise_is_refused(good: MiniSite) -> None:
    page = "---\nexecute: true\n---\n\n# A\n\n```python\nprint(6 * 7)\n```\n"
    for name, (form, _, _) in UNFIT.items():
        (good.place / f"docs/{name}.md").write_text(form.format(page), encoding="utf-8")
    broken = page.replace("---\n", "---\ntitle: 'Encoding: gbk'\n", 1)
    (good.place / "docs/jupyter.md").write_text(broken, encoding="utf-8")
    refused(
        good,
        "docs/jupyter.md: cannot be read as a notebook",
        *(f"docs/{name}.md:{line}: " for name, (_, line, _) in UNFIT.items()),
        *(says for _, _, says in UNFIT.values()),
    )
