"""What builds say of accepted outputs that do not fit."""

import re

import pytest

from tests.mini import MiniSite

HEADER = '# /// script\n# requires-python = ">=3.11"\n# [tool.running-loop]\n{}\n# ///\n'
THREE = "print('one', 'two', 'three', sep='\\n')\n"


def refused(mini: MiniSite, *says: str) -> None:
    built = mini.build()
    assert built.status != 0
    for words in says:
        assert words in built.said, built.said
    assert 'File "/' not in built.said, built.said


def test_another_output_stops_the_build(mini: MiniSite) -> None:
    mini.program(THREE, "one\n2\nthree\n")
    for _ in range(2):  # it ran, then it is recalled
        refused(
            mini,
            "snippets/demo/a.out:2: snippets/demo/a.py prints something else on Python 3.",
            "  --- accepted\n  +++ printed\n  @@ -1,3 +1,3 @@\n   one\n  -2\n  +two\n   three\n",
            "running-loop accept demo/a.py",
        )
    assert mini.build().said.count("ran ") == 0


def test_a_program_that_nobody_accepted_stops_the_build(mini: MiniSite) -> None:
    mini.program(THREE)
    (mini.place / "snippets/demo/a.out").unlink()
    refused(mini, "snippets/demo/a.out: does not exist", "three", "running-loop accept demo/a.py")


def test_a_last_line_that_does_not_end_is_the_same(mini: MiniSite) -> None:
    mini.program(THREE, "one\ntwo\nthree")
    assert mini.build().status == 0


def test_a_program_that_prints_nothing_has_an_empty_file(mini: MiniSite) -> None:
    mini.program("x = 1\n", "")
    assert mini.build().status == 0
    assert len(mini.html().select(".run pre")) == 1


FREE = HEADER.format("# any-order = [[1, 2]]") + THREE


def test_lines_of_a_group_come_in_any_order(mini: MiniSite) -> None:
    mini.program(FREE, "two\none\nthree\n")
    assert mini.build().status == 0


@pytest.mark.parametrize(
    ("accepted", "line"),
    [("one\nthree\ntwo\n", 2), ("two\nfour\nthree\n", 2), ("one\ntwo\nthree\nfour\n", 4)],
)
def test_other_lines_than_those_of_the_group_stop_the_build(
    mini: MiniSite, accepted: str, line: int
) -> None:
    mini.program(FREE, accepted)
    refused(mini, f"snippets/demo/a.out:{line}: snippets/demo/a.py prints something else")


CONTRADICTIONS = {
    "beyond": ("# any-order = [[2, 4]]", {"a.out": "x\ny\nz\n"}, "goes beyond its 3 lines"),
    "same lines": ("# any-order = [[1, 2]]", {"a.out": "x\nx\nz\n"}, "lines that are all the same"),
    "beyond in one": (
        "# any-order = [[1, 2]]",
        {"a.out": "x\ny\n", "a.3.13.out": "x\n"},
        "snippets/demo/a.3.13.out: any-order = [[1, 2]] in the header of snippets/demo/a.py goes",
    ),
    "figures": (
        "# measures = true",
        {"a.out": "one\n", "a.3.13.out": "two\n"},
        "snippets/demo/a.out and 1 more: is accepted output, and snippets/demo/a.py says measures",
    ),
    "excluded": (
        "# timeout = 5",
        {"a.out": "one\n", "a.3.10.out": "two\n"},
        "snippets/demo/a.3.10.out: is of Python 3.10, which the header of snippets/demo/a.py excl",
    ),
    "the same for one": (
        "# timeout = 5",
        {"a.out": "one\n", "a.3.13.out": "one\n"},
        "snippets/demo/a.3.13.out: holds the same as demo/a.out",
    ),
    "without a program": (
        "# timeout = 5",
        {"a.out": "one\n", "b.out": "two\n"},
        "snippets/demo/b.out: is the accepted output of b.py, which does not exist",
    ),
    "for one, without a program": (
        "# timeout = 5",
        {"a.out": "one\n", "b.3.12.out": "two\n"},
        "snippets/demo/b.3.12.out: is the accepted output of b.py, which does not exist",
    ),
    "recorded without a program": (
        "# timeout = 5",
        {"a.out": "one\n", "accepted.toml": '["b.py"]\nprogram = "0"\n'},
        "snippets/demo/accepted.toml: speaks of b.py, which does not exist",
    ),
    "record of a merge": (
        "# timeout = 5",
        {"a.out": "one\n", "accepted.toml": "# 1\n<<<<<<< ours\n"},
        "snippets/demo/accepted.toml:2: is not valid TOML",
    ),
    "record by hand": (
        "# timeout = 5",
        {"a.out": "one\n", "accepted.toml": '["a.py"]\nprogram = "0"\n"3.11.7" = "today"\n'},
        "accepted.toml:1: what it says of a.py is not as running-loop accept writes it",
    ),
}


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_accepted_files_that_contradict_stop_the_build(mini: MiniSite, kind: str) -> None:
    key, files, says = CONTRADICTIONS[kind]
    mini.program(HEADER.format(key) + "print('one')\n", "one\n")
    (mini.place / "snippets/demo/a.out").unlink()
    for name, text in files.items():
        mini.write(f"snippets/demo/{name}", text)
    refused(mini, says)


def test_figures_are_shown_with_day_and_machine(mini: MiniSite) -> None:
    mini.program(HEADER.format("# measures = true") + "import time\nprint(time.time_ns())\n")
    (mini.place / "snippets/demo/a.out").unlink()
    assert mini.build().status == 0
    note = mini.html().select_one(".run__notes")
    assert note
    assert note.get_text().startswith("Measured on ")
    assert note.get_text().endswith(". Other machines give other figures.")


def test_an_accepted_traceback_of_another_release_passes_and_stays(mini: MiniSite) -> None:
    """The page shows what was printed here, and nothing is written for a library's lines."""
    program = (
        "import asyncio\n\n\nasync def main() -> None:\n"
        "    async with asyncio.TaskGroup() as group:\n        group.create_task(fail())\n\n\n"
        "async def fail() -> None:\n    raise ValueError\n\n\nasyncio.run(main())\n"
    )
    mini.program(HEADER.format('# raises = "ExceptionGroup"') + program)
    assert mini.accept().status == 0
    accepted = mini.place / "snippets/demo/a.out"
    here = accepted.read_text()
    elsewhere = re.sub(r'(asyncio/\w+\.py", line )\d+', r"\g<1>7", here).replace("runner.", "r.")
    assert elsewhere != here
    accepted.write_text(elsewhere)
    built = mini.build()
    assert built.status == 0, built.said
    assert here in mini.markdown()
    assert "unchanged: 1 of 1 programs" in mini.accept().said
    assert accepted.read_text() == elsewhere
    accepted.write_text(elsewhere.replace('"a.py", line 13', '"a.py", line 12'))
    said = mini.build().said
    assert "prints something else" in said
    assert "runners.py" not in "".join(re.findall(r"^  [-+](?![-+]).*", said, re.MULTILINE))
