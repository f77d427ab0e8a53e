"""Dirty builds of whole sites: what they render, and what they leave alone."""

import os

import pytest

from tests.mini import MiniSite

OLD_S = 1_000_000_000
TABLE = """
- says: It prints b.
  verdict: true
  because: It does.
  proofs:
    - program: demo/b.py
      line: b
"""


@pytest.fixture
def site(mini: MiniSite) -> MiniSite:
    """Give a site that was built, and whose sources are all older than its pages."""
    for name in ("a", "b"):
        mini.program(f"print('{name}')\n", f"{name}\n", f"demo/{name}.py")
        mini.page(f'snippet("demo/{name}.py")', name=f"{name}.md")
    mini.write("snippets/demo/helper.py", "WORD = 'c'\n")
    mini.program("import helper\nprint(helper.WORD)\n", "c\n", "demo/c.py")
    mini.page('snippet("demo/c.py")', name="c.md")
    mini.write("snippets/demo/table.yml", TABLE)
    mini.page('checked("demo/table.yml")', name="checked.md")
    mini.write("docs/index.md", "# Plain\n")
    built = mini.build()
    assert built.status == 0, built.said
    age(mini)
    return mini


def age(site: MiniSite) -> None:
    for path in [*site.place.glob("docs/*"), *site.place.glob("snippets/**/*")]:
        os.utime(path, (OLD_S, OLD_S))


def rendered(site: MiniSite) -> set[str]:
    """Build, and return which pages were rendered; the site must be the one of a whole build."""
    pages = list(site.place.glob("site/*/index.html"))
    for path in pages:
        os.utime(path, (OLD_S + 1, OLD_S + 1))
    age(site)
    built = site.build("--dirty", "--no-strict")
    assert built.status == 0, built.said
    return {path.parent.name for path in pages if path.stat().st_mtime > OLD_S + 1}


def texts(site: MiniSite) -> dict[str, str]:
    """Return what the pages say; the navigation of a dirty build may be wrong, as MkDocs warns."""
    names = [path.parent.name for path in site.place.glob("site/*/index.html")]
    return {
        name: site.markdown(f"{name}/index.md") + str(site.html(f"{name}/index.html").article)
        for name in names
    }


def change(site: MiniSite, name: str, text: str) -> None:
    site.write(f"snippets/demo/{name}", text)


def test_nothing_changed_renders_only_what_depends_on_more(site: MiniSite) -> None:
    assert rendered(site) == {"checked"}


@pytest.mark.parametrize(
    ("changes", "pages"),
    [
        ({"a.py": "print('new')\n", "a.out": "new\n"}, {"a"}),
        ({"a.py": "print('a')  # the same\n"}, {"a"}),
        ({"a.py": "# /// script\n# requires-python = '>=3.11'\n# ///\nprint('a')\n"}, {"a"}),
        ({"helper.py": "WORD = 'new'\n", "c.out": "new\n"}, {"c"}),
        ({"b.py": "print('b')\nprint('more')\n", "b.out": "b\nmore\n"}, {"b"}),
    ],
)
def test_a_page_whose_program_changed_is_rendered(
    site: MiniSite, changes: dict[str, str], pages: set[str]
) -> None:
    for name, text in changes.items():
        change(site, name, text)
    assert rendered(site) == pages | {"checked"}
    dirty = texts(site)
    assert site.build().status == 0
    assert texts(site) == dirty


def test_a_program_that_goes_back_to_what_it_was_is_rendered_too(site: MiniSite) -> None:
    old = (site.place / "snippets/demo/a.py").read_text()
    for text, output in (("print('new')\n", "new\n"), (old, "a\n")):
        change(site, "a.py", text)
        change(site, "a.out", output)
        assert rendered(site) == {"a", "checked"}
        assert f"<code>{output}" in (site.place / "site/a/index.html").read_text()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"programs": [1]}', None])
def test_a_site_that_does_not_say_what_it_shows_is_rendered_anew(
    site: MiniSite, damage: str | None
) -> None:
    path = site.place / "site/recordings.json"
    path.unlink() if damage is None else path.write_text(damage)
    assert rendered(site) == {"a", "b", "c", "checked"}
