import pytest

from running_loop.published import front_matter, relink, resolver

PLACES = {
    "index.md": "index.md",
    "a.md": "a/index.md",
    "deep/b.md": "deep/b/index.md",
    "assets/pic.svg": "assets/pic.svg",
}


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("a.md", "[b](deep/b.md)", "[b](../deep/b/index.md)"),
        ("a.md", "[b](deep/b.md#part)", "[b](../deep/b/index.md#part)"),
        ("index.md", "[a](a.md 'title')", "[a](a/index.md 'title')"),
        ("deep/b.md", "![p](../assets/pic.svg)", "![p](../../assets/pic.svg)"),
        ("deep/b.md", '<img src="../assets/pic.svg">', '<img src="../../assets/pic.svg">'),
        ("a.md", "[x]: deep/b.md", "[x]: ../deep/b/index.md"),
        ("a.md", "[x](#here)", "[x](#here)"),
        ("a.md", "[x](https://example.org/a.md)", "[x](https://example.org/a.md)"),
        ("a.md", "[x](unknown.md)", "[x](unknown.md)"),
        ("a.md", "```text\n[b](deep/b.md)\n```\n", "```text\n[b](deep/b.md)\n```\n"),
        ("a.md", "~~~\n```\n~~~\n[b](deep/b.md)", "~~~\n```\n~~~\n[b](../deep/b/index.md)"),
    ],
)
def test_links_follow_the_files(source: str, text: str, expected: str) -> None:
    assert relink(text, resolver(source, PLACES)) == expected


def test_front_matter_is_kept() -> None:
    text = front_matter({"title": "Ä: b", "tags": ["x"]})
    assert text == "---\ntitle: 'Ä: b'\ntags:\n- x\n---\n\n"


def test_no_front_matter_gives_nothing() -> None:
    assert front_matter({}) == ""
