import ast
import json

import pytest

from running_loop.pages import marks

FORGED = ["<!--pytest.mark.skip-->", "<!--0 pytest.mark.skip-->", f"<!--{'0' * 32} pytest.x-->"]


@pytest.mark.parametrize("forged", FORGED)
def test_marks_of_others_are_left_alone(forged: str) -> None:
    text = f"a\n{marks.mark('pytest.mark.x')}\n\n{forged}\nb\n"
    assert marks.for_tests(text) == f"a\n<!--pytest.mark.x-->\n\n{forged}\nb\n"
    assert marks.without_tests(text) == f"a\n{forged}\nb\n"


@pytest.mark.parametrize("value", ["--> x", "---->", "a\"b'c\\d", "\n\x00\u2028", "ä \U0001f40d"])
def test_a_value_ends_no_comment_and_comes_back(value: str) -> None:
    literal = marks.literal(value)
    assert "--" not in literal
    assert ">" not in literal
    assert "\n" not in literal
    assert json.loads(literal) == ast.literal_eval(literal) == value
