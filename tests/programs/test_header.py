import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from running_loop.document import quoted
from running_loop.programs.header import Header, HeaderError, parse
from tests import ROOT


def header(*lines: str) -> str:
    return "\n".join(["# /// script", *(f"# {line}" for line in lines), "# ///", '"""A."""', ""])


def test_no_header_gives_the_defaults() -> None:
    assert parse('"""A."""\n') == Header()


def test_every_key_is_read() -> None:
    read = parse(
        header(
            'requires-python = ">=3.12"',
            'dependencies = ["aiohttp>=3"]',
            "[tool.running-loop]",
            'raises = "ValueError"',
            "timeout = 2.5",
            'services = ["mysql"]',
        )
    )
    assert str(read.requires_python) == ">=3.12"
    assert [str(item) for item in read.dependencies] == ["aiohttp>=3"]
    assert (read.raises, read.exit_status, read.timeout, read.lines) == ("ValueError", 1, 2.5, 8)
    assert read.services == ("mysql",)


def test_the_line_of_a_blank_comment_counts() -> None:
    read = parse('# /// script\n# requires-python = ">=3.11"\n#\n# [tool.running-loop]\n# ///\n')
    assert read.lines == 5


def test_ctrl_c_ends_a_program_by_a_signal() -> None:
    read = parse(header("[tool.running-loop]", 'raises = "KeyboardInterrupt"'))
    assert read.exit_status == -signal.SIGINT


def test_other_tools_have_their_own_tables() -> None:
    assert parse(header("[tool.uv]", 'exclude-newer = "2026-01-01"')).raises is None


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (["requires = 1"], 2, "unknown key 'requires'"),
        (["[tool.running-loop]", 'rises = "ValueError"'], 3, "unknown key [tool.running-loop]"),
        (['requires-python = "three"'], 2, "'three' is not a version range"),
        (["requires-python = 3"], 2, "3 is not a version range"),
        (['dependencies = "aiohttp"'], 2, "'aiohttp' is not a list"),
        (['dependencies = ["a b c"]'], 2, "is not a list"),
        (["dependencies = [1]"], 2, "is not a list"),
        (["requires-python = "], 2, "is not valid TOML"),
        (["", 'requires-python = ">=3.11'], 3, "is not valid TOML"),
        (["[tool.running-loop]", 'pythons = "3.10"'], 3, "pythons = '3.10' is not a list"),
        (["[tool.running-loop]", 'pythons = ["3.10.1"]'], 3, "pythons = ['3.10.1'] is not a list"),
        (["[tool.running-loop]", "timeout = 0"], 3, "timeout = 0"),
        (["[tool.running-loop]", "timeout = true"], 3, "timeout = True"),
        (["[tool.running-loop]", "timeout = inf"], 3, "timeout = inf"),
        (["[tool.running-loop]", "raises = 1"], 3, "raises = 1"),
        (["[tool.running-loop]", 'raises = "print"'], 3, "no exception"),
        (["[tool.running-loop]", 'raises = "SystemExit"'], 3, "exit-status = N"),
        (["[tool.running-loop]", 'exit-status = "1"'], 3, "not a whole number"),
        (["[tool.running-loop]", 'raises = "E"', "exit-status = 1"], 4, "exclude each other"),
        (["[tool.running-loop]", 'services = "mysql"'], 3, "is not a list of services: mysql"),
        (["[tool.running-loop]", 'services = ["mysqll"]'], 3, "services = ['mysqll']"),
        (["[tool.running-loop]", "services = [[]]"], 3, "is not a list of services"),
        (["[tool.running-loop]", 'timeline = "closed"'], 3, "is none of: 'open', 'folded', 'none'"),
        (["[tool.running-loop]", "timeline = []"], 3, "timeline = [] is none of"),
        (["[tool.running-loop]", 'stage = "asyncio"'], 3, 'such as ["SERVER"]'),
        (["[tool.running-loop]", "stage = [1]"], 3, "stage = [1] is not a list of names"),
        (["[tool.running-loop]", 'stage = [" "]'], 3, "is not a list of names"),
        (
            ["[tool.running-loop]", "stage = [", '  "SERVER",', "]"],
            4,
            "names 'SERVER', which no statement",
        ),
        (["[tool.running-loop]", "console = true"], 3, "console = True is no command"),
        (["[tool.running-loop]", 'console = " "'], 3, "is no command"),
        (["[tool.running-loop]", 'console = "a\\nb"'], 3, "is no command"),
        (["[tool.running-loop]", "measures = 1"], 3, "neither true nor false"),
        (["[tool.running-loop]", 'any-order = ["*"]'], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", "any-order = []"], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", "any-order = [[3, 3]]"], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", "any-order = [[0, 3]]"], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", "any-order = [[true, 3]]"], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", "any-order = [[4, 6], [1, 4]]"], 3, "line 4 in two groups"),
        (
            ["[tool.running-loop]", "measures = true", "any-order = [[1, 2]]"],
            4,
            "measures and any-order exclude each other",
        ),
        (["# services", "[tool.running-loop]", "# services", 'services = ["x"]'], 5, "services"),
        (["[tool.running-loop]", "services = [", '  "mysql",', '  "x",', "]"], 5, "services"),
        (["[tool.running-loop]", "files = [", '  "a",', "  1,", "]"], 3, "files = ['a', 1]"),
        (["[tool]", "running-loop.timeout = 0"], 3, "timeout = 0"),
        (["[tool]", "running-loop = {timeout = -1}"], 3, "timeout = -1"),
        (["[tool.running-loop]", '"time\\u006fut" = nan'], 3, "timeout = nan"),
        (["# timeout", "timeout = 5"], 3, "write it below [tool.running-loop]"),
        (["[tool.running-loop]", "exit-status = 256"], 3, "is neither 0 to 255 nor a signal"),
        (["[tool.running-loop]", "exit-status = -300"], 3, "is neither 0 to 255 nor a signal"),
        (["[tool.running-loop]", "exit-status = 1.0"], 3, "not a whole number"),
        (["[tool.running-loop]", f"timeout = {'9' * 4000}"], 3, "999..."),
        (["[tool.running-loop]", f"timeout = 0x{'f' * 4000}"], 3, "a number too long to show"),
        (["[tool.running-loop]", f"timeout = {'9' * 5000}"], 2, "is not valid TOML"),
        (["[tool.running-loop]", "timeout = 2026-01-01"], 3, "timeout = datetime.date"),
        (["[tool.running-loop]", "any-order = [[1, 99999999999]]"], 3, "such as [[3, 6]]"),
        (["[tool.running-loop]", 'pythons = ["3.\u0663"]'], 3, "pythons"),
        (["[tool.running-loop]", "pythons = [3.10]"], 3, "pythons = [3.1]"),
        (["[tool.running-loop]", 'files = ["a\\u0000b"]'], 3, "paths beside the program"),
        (["[tool.running-loop]", 'files = ["../a"]'], 3, "paths beside the program"),
        ([f'requires-python = ">=3.{"9" * 5000}"'], 2, "is not a version range"),
        (["dependencies = [", '  "a",', '  "b @",', "]"], 4, "is not a list of packages"),
        ([f'dependencies = ["a; {"(" * 5000}"]'], 2, "is not a list of packages"),
        (["dependencies = [[]]"], 2, "is not a list"),
        (["", f"a = {'[' * 5000}"], 2, "nested too deeply"),
        (["# \x0b"], 2, "is not valid TOML"),
        (['a = """'], 2, "is not valid TOML"),
        (["[tool]", "running-loop = 1"], 3, "must be a table"),
        (["tool = 1"], 2, "must be a table"),
        (["[tool.runing-loop]", "timeout = 1"], 2, "did you mean [tool.running-loop]?"),
    ],
)
def test_a_wrong_header_names_the_line(lines: list[str], line: int, message: str) -> None:
    with pytest.raises(HeaderError) as caught:
        parse(header(*lines))
    assert message in str(caught.value)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('# /// script\n# requires-python = ">=3.11"\nprint(1)\n', 1, "begins with exactly"),
        ("# /// script\n#dependencies = []\n# ///\n", 1, "begins with exactly"),
        ("# // script\n# dependencies = []\n# ///\n", 1, "begins with exactly"),
        ("# /// Script\n# dependencies = []\n# ///\n", 1, "begins with exactly"),
        ('"""A."""\n# /// script\n# dependencies = []\n# ///\n', 2, "must begin on line 1"),
        ("x = 1\n# /// script\n# dependencies = []\n# ///\n", 2, "must begin on line 1"),
        ("# /// script\n# dependencies = []\n#///\n", 1, "begins with exactly"),
        ("#!/bin/python\n# /// script\n# a = 1\n", 2, "begins with exactly"),
        ("#!/bin/python\n\n# /// script\n# a = 1\n# ///\n", 4, "unknown key"),
        ("# \u2028 \x0c\n# /// script\n# a = \n# ///\n", 3, "is not valid TOML"),
        (f"{header('dependencies = []')}{header('dependencies = []')}", 5, "a second"),
    ],
)
def test_a_misplaced_block_names_the_line(source: str, line: int, message: str) -> None:
    with pytest.raises(HeaderError, match=message) as caught:
        parse(source)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "line",
    [
        'dependencies = ["a @ https://example.org/a-1-py3-none-any.whl"]',
        'requires-python = ">=3.11,!=3.12.1"  # \u2028 \x85',
        "[tool.running-loop]",
        "[tool.running-loop]\n# exit-status = -15",
        "[tool.running-loop]\n# exit-status = 255",
        "[tool.running-loop]\n# timeout = 600",
    ],
)
@pytest.mark.parametrize("above", ["", "#!/usr/bin/env python3\n", "# coding: utf-8\n\n# A.\n"])
def test_a_right_header_is_cut_out(line: str, above: str) -> None:
    source = f"{above}# /// script\n# {line}\n# ///\n\nprint(1)\n"
    assert parse(source).cut(source) == (above, "print(1)\n", source.count("\n"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("SERVR", "did you mean 'SERVER'?"),
        ("port", "known: os, SERVER, serve"),
        ("inner", "did you mean 'serve.inner'?"),
    ],
)
def test_a_name_that_is_not_there_is_refused_with_its_line_and_those_that_are(
    name: str, hint: str
) -> None:
    program = "import os\nSERVER = [port for port in ()]\n"
    program += "def serve():\n    inner = 1\nserve.configure()\n"
    with pytest.raises(HeaderError) as caught:
        parse(header("[tool.running-loop]", f'stage = ["{name}"]') + program)
    assert hint in str(caught.value)
    assert caught.value.line == 3


def test_a_program_that_this_python_cannot_read_may_name_any_stage() -> None:
    read = parse(header("[tool.running-loop]", 'stage = ["later"]') + "later = = 1\n")
    assert read.stage == ("later",)


@pytest.mark.parametrize(
    ("line", "is_same"),
    [
        ('stage = ["asyncio"]', True),
        ('timeline = "folded"', True),
        ('timeline = "open"', True),
        ('console = "python -m asyncio"', True),
        ("# a comment", True),
        ('timeline = "none"', False),
        ("timeout = 3", False),
    ],
)
def test_what_changes_only_the_page_changes_nothing_of_a_run(line: str, is_same: bool) -> None:  # noqa: FBT001
    plain = parse(header("[tool.running-loop]") + "import asyncio\n")
    assert (
        parse(header("[tool.running-loop]", line) + "import asyncio\n").run == plain.run
    ) is is_same


KEYS = ["raises", "exit-status", "timeout", "services", "files", "alone", "measures", "any-order"]
LEAVES = st.one_of(st.booleans(), st.integers(), st.floats(), st.text("ab./\\\0é"))
HELD = st.recursive(LEAVES, st.lists, max_leaves=4)


@settings(deadline=None)
@given(
    st.sampled_from(
        [*KEYS, "timeline", "stage", "console", "pythons", "dependencies", "requires-python"]
    ),
    HELD,
)
def test_any_value_is_read_or_refused_with_its_line(key: str, held: object) -> None:
    table = [] if key in ("dependencies", "requires-python") else ["[tool.running-loop]"]
    line = 3 + len(table)
    try:
        parse(header("# a comment", *table, f"{key} = {toml(held)}"))
    except HeaderError as error:
        line = error.line
    assert line == 3 + len(table)


def toml(held: object) -> str:
    """Return a value as TOML."""
    if isinstance(held, list):
        return f"[{', '.join(map(toml, held))}]"
    return quoted(held) if isinstance(held, str) else str(held).lower()


def test_the_docs_name_each_key() -> None:
    with pytest.raises(HeaderError) as caught:
        parse("# /// script\n# [tool.running-loop]\n# no-such-key = 1\n# ///\n")
    known = str(caught.value).partition("known: ")[2].split(", ")
    text = (ROOT / "docs/contributing.md").read_text(encoding="utf-8")
    assert [key for key in known if f"| `{key}`, below `[tool.running-loop]` |" not in text] == []
