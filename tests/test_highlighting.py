from pathlib import Path

import pytest
from bs4 import Tag

from running_loop.highlighting import colours
from running_loop.store import Store
from tests.mini import MiniSite

PAGE = """
# A page

```{.toml title="named.toml"}
name = "one"
```

```{.toml hl_lines="2"}
one = 1
two = 2
```

```text
plain
```

Inline `#!toml one = 1`.
"""


def article(mini: MiniSite) -> Tag:
    assert mini.build().status == 0
    found = mini.html().select_one("article")
    assert found
    return found


def plain(mini: MiniSite) -> str:
    """Return the article that MkDocs makes without this project."""
    configuration = mini.place / "mkdocs.yml"
    ours = configuration.read_text()
    configuration.write_text(ours.replace("  - running-loop\n", ""))
    made = str(article(mini))
    configuration.write_text(ours)
    return made


@pytest.mark.parametrize("setting", ["", "anchor_linenums: true", "linenums: true"])
def test_the_page_is_the_same_with_colours_that_were_kept(mini: MiniSite, setting: str) -> None:
    line = "      pygments_lang_class: true\n"
    configuration = mini.place / "mkdocs.yml"
    extra = f"      {setting}\n  - pymdownx.inlinehilite\n" if setting else ""
    configuration.write_text(configuration.read_text().replace(line, line + extra))
    mini.write("docs/index.md", PAGE)
    expected = plain(mini)
    assert [str(article(mini)) for _ in range(2)] == [expected, expected]


def test_a_block_is_coloured_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "<b>one</b>"

    for _ in range(2):
        kept = colours(Store(tmp_path))
        assert [kept.of("one", make) for _ in range(2)] == ["<b>one</b>"] * 2
        kept.save()
    assert made == ["made"]


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    for block in ("one", "two"):
        kept = colours(Store(tmp_path))
        kept.of(block, lambda: "made")
        kept.save()
    assert colours(Store(tmp_path)).of("one", lambda: "made again") == "made again"
