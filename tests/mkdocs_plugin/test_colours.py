from pathlib import Path

import pytest
from bs4 import Tag
from mkdocs.config import load_config

from running_loop.mkdocs_plugin.colours import Colours, get_ready, keep
from running_loop.pages.answers import Answers
from running_loop.store.store import Store
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


def kept(folder: Path, block: str) -> tuple[str, str]:
    """Return a block as a page holds it at first and at the end, from a build of its own."""
    colours = Colours(Store(folder))
    marked = colours.of("block", lambda: block)
    page = colours.put(f"<main>{marked}</main>")
    colours.save()
    return marked, page


BLOCK = '<pre><code><span class="k">def</span> &lt;span&gt;</code></pre>'


def test_colours_come_at_the_end(tmp_path: Path) -> None:
    marked, page = kept(tmp_path, BLOCK)
    assert "<pre><code>def &lt;span&gt;</code></pre>" in marked
    assert page == f"<main>{BLOCK}</main>"


def test_a_block_with_addresses_is_whole_from_the_beginning(tmp_path: Path) -> None:
    block = '<pre><span id="line-1">1</span></pre>'
    assert kept(tmp_path, block) == (block, f"<main>{block}</main>")


def test_a_block_is_coloured_once(tmp_path: Path) -> None:
    assert kept(tmp_path, BLOCK) == kept(tmp_path, "not made again")


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, BLOCK)
    Colours(Store(tmp_path)).save()
    assert kept(tmp_path, "made again")[1] == "<main>made again</main>"


def test_what_is_coloured_ahead_is_what_the_page_shows(mini: MiniSite) -> None:
    program = "# ```\nprint(1)\n"
    mini.program(program, "1\n")
    config, store = load_config(str(mini.place / "mkdocs.yml")), Store(mini.place / "ahead")
    colours = Colours(store)
    keep(config, colours, Answers())
    assert list(get_ready(config, [program])) == [program]
    colours.save()
    (block,) = held(store).items()
    assert mini.build().status == 0
    assert block in held(Store(mini.place / ".cache/running-loop", is_sealed=True)).items()


def held(store: Store) -> dict[str, str]:
    """Return the blocks that a store keeps."""
    _, blocks = store.last("colours") or pytest.fail("no colours were kept")
    return dict(blocks)


def test_the_search_reads_the_same_without_colours(mini: MiniSite) -> None:
    configuration = mini.place / "mkdocs.yml"
    ours = configuration.read_text().replace("plugins:\n", "plugins:\n  - search\n")
    mini.write("docs/index.md", PAGE)
    found = []
    for settings in (ours, ours.replace("  - running-loop\n", "")):
        configuration.write_text(settings)
        assert mini.build().status == 0
        found.append((mini.place / "site/search/search_index.json").read_text())
    assert found[0] == found[1]
    assert "one = 1" in found[0]
