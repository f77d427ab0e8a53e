import pytest

from tests.site_pages import address, stray


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.md", ""),
        ("a.md", "a/"),
        ("README.md", ""),
        ("sub/index.md", "sub/"),
        ("sub/page.md", "sub/page/"),
        ("sub/a.b.md", "sub/a.b/"),
    ],
)
def test_a_page_has_an_address(name: str, expected: str) -> None:
    assert address(name) == expected


def test_a_program_lies_in_the_folder_of_its_page() -> None:
    names = ["a.md", "sub/page.md"]
    programs = ["a/x.py", "a/parts/y.py", "sub/page/x.py", "sub/z.py", "page/x.py"]
    assert [text.partition(":")[0] for text in stray(programs, names)] == [
        "snippets/sub/z.py",
        "snippets/page/x.py",
    ]


def test_a_stray_program_is_told_with_what_to_do() -> None:
    (told,) = stray(["sub/pgae/x.py"], ["sub/page.md"])
    assert told == (
        "snippets/sub/pgae/x.py: no page docs/sub/pgae.md; "
        "move it into the folder that has the name of its page"
    )
