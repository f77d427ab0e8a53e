import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from running_loop.clean import one_line
from running_loop.pages.prose import address, attribute, code, prose

EXTENSIONS = ["attr_list", "md_in_html", "pymdownx.blocks.tab", "pymdownx.superfences"]
MORE = ["tilde", "caret", "mark", "keys", "emoji", "smartsymbols", "inlinehilite", "magiclink"]
HOSTILE = [
    "three_at_once.py",
    "__init__.py",
    "a*b*c _d_ **e** ~~f~~ ==g== ^^h^^ ++i++",
    "`code` ``` ~~~",
    "[a](b) ![c](d) [e][f] <http://a.b>",
    "<script>1</script> <!--x--> &lt; &#60; </div></li></summary>",
    "{: #id } {{ x }} {% y %}",
    "\\*a\\* \\",
    "# 1. - + > | :smile: $x$ @you #1",
    " spaces ",
    "line\nend\r\x0b\u2028\x00\x1b[31m",
    "///// tab | x\n/////",
    "http://example.org www.example.org",
]
TEXTS = st.text(st.sampled_from("ab1 `*_~=^+-<>[](){}!|\\&#:;/\"'\n\r\u2028@$%.,?"), max_size=20)


def shown(markdown: str, extensions: list[str]) -> BeautifulSoup:
    page = f'<div markdown="span">{markdown}</div>\n\n- {markdown}\n'
    return BeautifulSoup(Markdown(extensions=extensions).convert(page), "html.parser")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("more", [[], [f"pymdownx.{name}" for name in MORE]], ids=["few", "many"])
def test_prose_and_code_show_the_text(text: str, more: list[str]) -> None:
    for made in (prose(text), code(text)):
        page = shown(made, EXTENSIONS + more)
        assert [part.get_text() for part in page.select("div, li")] == [one_line(text)] * 2
        assert {tag.name for tag in page.find_all()} <= {"code", "div", "li", "ul"}
    assert BeautifulSoup(prose(text), "html.parser").get_text() == one_line(text)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_shown(text: str) -> None:
    for made in (f"x {prose(text)} x", f"x {code(text)} x"):
        page = shown(made, EXTENSIONS)
        expected = [f"x {one_line(text)} x"] * 2
        assert [part.get_text() for part in page.select("div, li")] == expected


def test_what_needs_no_care_can_be_read() -> None:
    plain = "three_at_once.py: 1.5 s (one-by-one), it's a/b"
    assert prose(plain) == plain
    assert code("uv run https://example.org/a_b.py") == "`uv run https://example.org/a_b.py`"


def test_addresses_and_attributes() -> None:
    assert address("a b/c(d)\"'`.py") == "a%20b/c%28d%29%22%27%60.py"
    assert attribute('"<a>"\n') == "&quot;&lt;a&gt;&quot;␊"
