import tomllib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from running_loop.document import (
    MalformedError,
    Texts,
    Values,
    lines_of,
    nodes,
    quoted,
    toml,
    value,
)


def refusal(read: Callable[[], object]) -> int:
    """Return the line at which a text is refused, or the first."""
    try:
        read()
    except MalformedError as error:
        return error.line
    return 1


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)
@given(TEXT)
def test_a_quoted_text_is_read_back(text: str) -> None:
    assert tomllib.loads(f"{quoted(text)} = {quoted(text)}") == {text: text}


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"#%@`<= \n\t\x07\x85\u2028\ud8000129.")))
def test_any_text_is_a_document_of_yaml_or_refused_with_its_line(text: str) -> None:
    for loader in (Values, Texts):
        line = refusal(lambda: value(text, nodes(text, loader), loader))  # noqa: B023, called here
        assert 1 <= line <= text.count("\n") + 1


@settings(deadline=None)
@given(st.text(st.sampled_from("ab=.[]{},'\"#\\0129-:_ \n\t\x07\x85")))
def test_any_text_is_a_document_of_toml_or_refused_with_its_line(text: str) -> None:
    assert 1 <= refusal(lambda: toml(text)) <= text.count("\n") + 1


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = 1" + "0" * 5000, 'a = "', "a ="])
def test_a_hostile_text_of_toml_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        toml(text)


LINES = """\
# timeout = 1
title = '''
timeout = 2
'''
list = [  # one
  "timeout",

  "b",
]
inline = {timeout = 3, deep.er = 4}
[tool.running-loop]
# services
"time\\u006fut" = 5
services = [
  "a",
]
[[tables]]
a = 1
[[tables]]
"""


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (["title"], range(2, 5)),
        (["list"], range(5, 10)),
        (["inline", "timeout"], range(10, 11)),
        (["inline", "deep", "er"], range(10, 11)),
        (["tool"], range(11, 12)),
        (["tool", "running-loop", "timeout"], range(13, 14)),
        (["tool", "running-loop", "services"], range(14, 17)),
        (["tables"], range(17, 18)),
        (["no such"], range(1, 21)),
    ],
)
def test_the_lines_of_a_key(keys: list[str], lines: range) -> None:
    assert lines_of(LINES, keys) == lines


def test_a_long_text_takes_no_long_time() -> None:
    text = "".join(f"key{n} = {n}\n" for n in range(20_000))
    assert lines_of(text, ["no such"]) == range(1, 20_002)


def test_an_empty_text_says_nothing() -> None:
    assert value("", nodes("", Values), Values) is None
