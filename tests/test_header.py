import signal

import pytest

from running_loop.header import Header, HeaderError, parse


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
        (["requires-python = "], 2, "not valid TOML"),
        (["", 'requires-python = ">=3.11'], 3, "not valid TOML"),
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
        (["[tool]", "running-loop = 1"], 2, "must be a table"),
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
        (f"{header('dependencies = []')}{header('dependencies = []')}", 5, "a second"),
    ],
)
def test_a_misplaced_block_names_the_line(source: str, line: int, message: str) -> None:
    with pytest.raises(HeaderError, match=message) as caught:
        parse(source)
    assert caught.value.line == line
