import pytest
from hypothesis import given
from hypothesis import strategies as st

from running_loop.clean import clean, one_line, shorten, visible


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"plain\n", "plain\n"),
        (b"no newline", "no newline\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"\x1b[1;31mred\x1b[0m\n", "red\n"),
        (b"\x1b]0;title\x07x\n", "x\n"),
        (b"\x1b]8;;http://a\x1b\\link\n", "link\n"),
        (b"a\x00b\x08c\rd\n", "a␀b␈c␍d\n"),
        (b"\x7f\n", "␡\n"),
        (b"\xff\xfe\n", "\\xff\\xfe\n"),
        ("\u202eabc\n".encode(), "\\u202eabc\n"),
        ("\u2028\n".encode(), "\\u2028\n"),
        (
            "e\u0301 \U0001f469\u200d\U0001f52c\tä\n".encode(),
            "e\u0301 \U0001f469\u200d\U0001f52c\tä\n",
        ),
    ],
)
def test_output_becomes_text_that_is_safe_to_show(raw: bytes, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\r\nc\n", "a␊b␍␊c␊"),
        ("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", r"␋␌␜␝␞\x85\u2028\u2029"),
        ("\x1b[31mred\x1b[0m \x1b", "red ␛"),
        ("\ud800 \udcff", r"\ud800 \udcff"),
        ("\u202eabc\u2066", r"\u202eabc\u2066"),
        ("\U0001f469\u200d\U0001f52c\tä", "\U0001f469\u200d\U0001f52c\tä"),
    ],
)
def test_a_name_becomes_one_line(text: str, shown: str) -> None:
    assert one_line(text) == one_line(shown) == shown


@given(st.text())
def test_a_line_that_was_printed_is_its_own_line(text: str) -> None:
    (*lines, _) = clean(text.encode()).split("\n")
    assert [one_line(line) for line in lines] == lines
    assert visible("\n".join(lines)) == "\n".join(lines)


@given(st.binary())
def test_no_bytes_give_control_characters(raw: bytes) -> None:
    text = clean(raw)
    assert all(char in "\n\t" or char >= " " for char in text)
    assert not text or text.endswith("\n")


def test_folders_are_replaced_in_order() -> None:
    places = {"/lib/site-packages/": ".../", "/lib/": "std/"}
    assert shorten("/lib/site-packages/a /lib/b", places) == ".../a std/b"
