"""Sites that would take the place of sources."""

from pathlib import Path

import pytest

from tests.mini import MiniSite


def contents(folder: Path) -> dict[Path, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found if ".cache" not in path.parts}


@pytest.mark.parametrize(
    "site_dir",
    [
        "snippets",
        "snippets/demo",
        "snippets/site",
        "link",
        "docs/../snippets",
        ".",
        "..",
        "overrides",
        "parts",
        "notes",
        "notes.txt",
    ],
)
def test_a_site_takes_no_place_of_sources(mini: MiniSite, site_dir: str) -> None:
    mini.program("print('a')\n", "a\n")
    configuration = mini.place / "mkdocs.yml"
    text = configuration.read_text().replace(
        "  font: false\n", "  font: false\n  custom_dir: overrides\n"
    )
    configuration.write_text(f"{text}hooks: [parts/hook.py]\nsite_dir: {site_dir}\n")
    mini.write("overrides/main.html", '{% extends "base.html" %}\n')
    mini.write("parts/hook.py", "")
    mini.write("notes/letter.odt", "precious")
    mini.write("notes.txt", "precious")
    (mini.place / "link").symlink_to("snippets")
    before = contents(mini.place)
    built = mini.build(PYTHONDONTWRITEBYTECODE="1")
    assert built.status != 0
    assert "Traceback" not in built.said
    assert "site_dir" in built.said
    assert contents(mini.place) == before


@pytest.mark.parametrize("name", [".git", "CNAME"])
def test_a_new_work_tree_of_git_takes_a_site(mini: MiniSite, name: str) -> None:
    mini.program("print('a')\n", "a\n")
    kept = mini.write(f"site/{name}", "kept")
    for _ in range(2):
        built = mini.build(PYTHONDONTWRITEBYTECODE="1")
        assert built.status == 0, built.said
        assert kept.read_text() == "kept"
