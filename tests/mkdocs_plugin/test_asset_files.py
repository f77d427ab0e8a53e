"""The scripts and styles that boxes and timelines bring with them."""

import re

import pytest

from running_loop.mkdocs_plugin import asset_files
from tests.mini import CONFIGURATION, MiniSite

IMPORT = re.compile(r'from "\./(.+?)"')


def test_a_page_loads_them_before_its_own(mini: MiniSite) -> None:
    mini.write("mkdocs.yml", CONFIGURATION + "extra_css: [own.css]\nextra_javascript: [own.js]\n")
    mini.write("docs/own.css", "")
    mini.write("docs/own.js", "")
    mini.program("print('a')\n", "a\n")
    assert mini.build().status == 0
    page = mini.html()
    styles = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    brought = [f"assets/running-loop/{name}" for name in asset_files.STYLES]
    assert styles[-len(brought) - 1 :] == [*brought, "own.css"]
    scripts = [(str(tag["src"]), tag.get("type")) for tag in page.select("script[src]")]
    ours = [(f"assets/running-loop/{name}", "module") for name in asset_files.SCRIPTS]
    assert scripts[-3:] == [*ours, ("own.js", None)]
    for name, _ in scripts:
        assert (mini.place / "site" / name).is_file()


@pytest.mark.parametrize("name", asset_files.SCRIPTS)
def test_whatever_a_script_imports_is_published(name: str) -> None:
    waiting, seen = [name], set()
    while waiting:
        path = asset_files.SOURCE / waiting.pop()
        seen.add(path.name)
        waiting += {*IMPORT.findall(path.read_text(encoding="utf-8"))} - seen
    published = {path.name for path in asset_files.SOURCE.glob("*.js")}
    assert {*asset_files.SCRIPTS} <= published
    assert seen <= published


def test_no_script_runs_what_is_text() -> None:
    for path in asset_files.SOURCE.glob("*.js"):
        assert not re.search(r"innerHTML|insertAdjacentHTML|\beval\b", path.read_text("utf-8"))
