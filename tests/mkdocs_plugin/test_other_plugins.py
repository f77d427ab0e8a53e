"""Strict builds with plugins that others wrote: nothing is lost, raw or half."""

import json
import os
import sys
from pathlib import Path

import pytest
from bs4 import Comment

from tests.mini import MiniSite

CELL = '---\nexecute: true\n---\n\n# More\n\n```python\nsnippet("demo/a.py")\n```\n'
LANGUAGES = """
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: de, name: Deutsch, build: true}
"""
GENERATED = f"""
import mkdocs_gen_files

with mkdocs_gen_files.open("more.md", "w") as file:
    file.write({CELL!r})
"""


def use(mini: MiniSite, before: str = "", after: str = "", more: str = "") -> None:
    """Write mkdocs.yml with plugins before and after ours, and more settings."""
    path = mini.place / "mkdocs.yml"
    ours = "  - running-loop\n  - execute\n"
    assert ours in path.read_text()
    text = path.read_text().replace(ours, f"{before.strip(chr(10))}\n{ours}{after}")
    path.write_text(f"{text}{more}")


def answered(mini: MiniSite, name: str) -> bool:
    outputs = mini.html(name).select(".run .language-text pre")
    return [pre.get_text() for pre in outputs] == ["a\n"]


@pytest.fixture
def site(mini: MiniSite) -> MiniSite:
    mini.program("print('a')\n", "a\n")
    return mini


@pytest.mark.parametrize("is_first", [True, False])
def test_each_language_is_built(site: MiniSite, *, is_first: bool) -> None:
    use(site, *((LANGUAGES, "") if is_first else ("", LANGUAGES.lstrip("\n"))))
    site.write("snippets/demo/b.py", "print('a')\n")
    site.write("snippets/demo/b.out", "a\n")
    site.page('snippet("demo/b.py")', name="index.de.md")
    for _ in range(2):
        built = site.build()
        assert built.status == 0, built.said
        assert answered(site, "index.html")
        assert answered(site, "de/index.html")
        assert "snippets/demo/a.py" in site.markdown("index.md")
        assert "snippets/demo/b.py" in site.markdown("de/index.md")
    programs = json.loads((site.place / "site/recordings.json").read_text())["programs"]
    assert len(programs) == 2


@pytest.mark.parametrize("before", ["", LANGUAGES])
def test_a_page_for_printing_is_published(site: MiniSite, before: str) -> None:
    use(site, before, "  - print-site\n")
    loop = "import asyncio\n\nasyncio.run(asyncio.sleep(0))\nprint('a')\n"
    site.write("snippets/demo/a.py", loop)
    for _ in range(2):
        built = site.build()
        assert built.status == 0, built.said
        page = site.html("print_page/index.html")
        assert [pre.get_text() for pre in page.select(".run pre code")] == [loop, "a\n"]
        assert page.select(".run pre span.kn, .run pre span.nn")
        assert page.select_one(".timeline svg")
        assert not page.find_all(string=lambda text: isinstance(text, Comment) and " " in text)


@pytest.mark.parametrize("name", ["raw.py", "sub/book.ipynb"])
def test_generated_code_that_would_be_a_page_is_refused(site: MiniSite, name: str) -> None:
    use(site, "  - gen-files: {scripts: [gen.py]}\n")
    site.write("gen.py", GENERATED.replace("more.md", name))
    built = site.build()
    assert built.status != 0
    assert f"docs/{name}: a plugin made this page" in built.said
    assert "Traceback" not in built.said
    path = site.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("- execute", f"- execute: {{exclude: [{name}]}}"))
    built = site.build()
    assert built.status == 0, built.said
    assert (site.place / "site" / name).is_file()


@pytest.mark.parametrize("is_first", [True, False])
def test_a_generated_page_is_answered(site: MiniSite, *, is_first: bool) -> None:
    plugin = "  - gen-files: {scripts: [gen.py]}\n"
    use(site, *((plugin, "") if is_first else ("", plugin)))
    site.write("gen.py", GENERATED)
    site.write("docs/index.md", "# Home\n")
    built = site.build()
    assert built.status == 0, built.said
    assert answered(site, "more/index.html")


@pytest.mark.parametrize("suffix", [".markdown", ".mkd"])
def test_a_page_with_another_suffix_is_answered(site: MiniSite, suffix: str) -> None:
    site.write(f"docs/more{suffix}", CELL)
    assert site.build().status == 0
    assert answered(site, "more/index.html")


def test_a_page_in_a_folder_behind_a_link_is_answered(site: MiniSite) -> None:
    site.write("elsewhere/more.md", CELL.replace("# More", "# Elsewhere"))
    (site.place / "docs/linked").symlink_to("../elsewhere")
    assert site.build().status == 0
    assert answered(site, "linked/more/index.html")


@pytest.mark.parametrize("cell", ['snippet("demo/a.py")', 'snippet("demo/b.py")', "print(1)"])
@pytest.mark.parametrize("executes", ["true", "false"])
def test_python_that_a_plugin_puts_in_and_nobody_runs_stops_the_build(
    site: MiniSite, cell: str, executes: str
) -> None:
    use(site, after="  - include-markdown\n")
    site.write("part.md", f"```python\n{cell}\n```\n")
    include = "{% include-markdown '../part.md' %}\n"
    site.write("docs/more.md", f"---\nexecute: {executes}\n---\n\n# More\n\n{include}")
    built = site.build()
    assert built.status != 0
    assert "docs/more.md: a plugin put Python into the page" in built.said
    assert "Traceback" not in built.said


def test_a_notebook_that_places_a_program_stops_the_build(site: MiniSite) -> None:
    cell: dict[str, object] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": ['snippet("demo/a.py")'],
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    site.write("docs/more.ipynb", json.dumps(notebook))
    built = site.build()
    assert built.status != 0
    assert "docs/more.ipynb: places programs" in built.said
    assert "Traceback" not in built.said


@pytest.mark.parametrize(
    "name",
    [
        "docs/.ipynb_checkpoints/index-checkpoint.md",
        "docs/.draft.md",
        "docs/templates/part.md",
        "docs/draft.md",
        "docs/later.md",
        "snippets/demo/.ipynb_checkpoints/a-checkpoint.py",
        "snippets/demo/.#a.py",
        "snippets/demo/__pycache__/made.py",
    ],
)
def test_what_belongs_to_no_site_is_left_alone(site: MiniSite, name: str) -> None:
    exclude = "  - exclude: {glob: [later*]}\n"
    use(site, after=exclude, more="exclude_docs: draft.md\n")
    missing = '---\nexecute: true\n---\n```python\nsnippet("demo/soon.py")\n```\n'
    site.write(name, "1 / 0\n" if name.endswith(".py") else missing)
    built = site.build()
    assert built.status == 0, built.said
    published = list((site.place / "site").rglob(Path(name).name))
    assert not [path for path in published if path.suffix == ".py"]


def test_a_lock_of_an_editor_is_left_alone(site: MiniSite) -> None:
    for name in ("docs/.#index.md", "snippets/demo/.#a.py"):
        (site.place / name).symlink_to("somebody@host.123:456")
    built = site.build()
    assert built.status == 0, built.said


def test_a_program_on_a_draft_is_on_no_page(site: MiniSite) -> None:
    (site.place / "docs/index.md").rename(site.place / "docs/draft.md")
    site.write("docs/index.md", "# Home\n")
    use(site, more="draft_docs: draft.md\n")
    built = site.build()
    assert built.status != 0
    assert "demo/a.py: no page places this program" in built.said


def test_a_version_that_mike_deploys_is_whole(site: MiniSite) -> None:
    folder = Path(sys.executable).parent
    use(site, before="  - mike")
    site.write(".gitignore", "site\n.cache\nbin\n")
    script = f'#!/bin/sh\nexec {sys.executable} -m mkdocs "$@"\n'
    for name in ("mkdocs", "properdocs"):
        site.write(f"bin/{name}", script).chmod(0o755)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
        assert site.run([*git, *words]).status == 0
    names = {
        f"GIT_{role}_{what}": "a@b"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    path = f"{site.place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    deployed = site.run([str(folder / "mike"), "deploy", "1.0"], PATH=path, **names)
    assert deployed.status == 0, deployed.said
    listed = site.run(["git", "ls-tree", "-r", "--name-only", "gh-pages"]).said.split()
    assert {"1.0/index.html", "1.0/index.md", "1.0/snippets/demo/a.py"} <= set(listed)


KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))

def count(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa+")
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir") or writes:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
from mkdocs.__main__ import cli
sys.exit(cli())
"""


@pytest.mark.parametrize("kill_at", [1, 3, 7, 20, 60, 100, 110, 118, 124, 130, 140])
def test_a_site_is_whole_whenever_its_build_is_killed(site: MiniSite, kill_at: int) -> None:
    site.page('snippet("demo/a.py")', name="old.md")
    assert site.build().status == 0
    git = site.write("site/.git", "unpushed")
    (site.place / "docs/old.md").rename(site.place / "docs/new.md")
    command = [sys.executable, "-c", KILLED, str(kill_at), "build"]
    site.run(command)
    pages = {page for page in ("old", "new") if (site.place / "site" / page).is_dir()}
    assert pages in ({"old"}, {"new"})
    (page,) = pages
    for name in ("index.html", f"{page}/index.html", f"{page}/index.md", "recordings.json"):
        assert (site.place / "site" / name).stat().st_size
    assert f"{page}/" in (site.place / "site/sitemap.xml").read_text()
    assert site.build().status == 0
    assert (site.place / "site/new").is_dir()
    assert git.read_text() == "unpushed"


@pytest.mark.parametrize("text", ["{}", "no JSON", "[]", '{"cells": 1, "nbformat": 4}'])
def test_a_notebook_that_is_none_is_told(mini: MiniSite, text: str) -> None:
    mini.program("print('a')\n", "a\n")
    (mini.place / "docs" / "n.ipynb").write_text(text)
    built = mini.build()
    assert built.status == 1
    assert "docs/n.ipynb: is no notebook: " in built.said
    assert "Traceback" not in built.said
