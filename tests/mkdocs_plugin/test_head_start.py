"""Builds in which programs begin to run while MkDocs imports its plugins."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.mini import MiniSite, inside

LATER = "  - running-loop\n  - execute\n"
EARLIER = "  - execute\n  - running-loop\n"


def noting(mini: MiniSite, rest: str = "") -> Path:
    """Write a program that notes each of its runs, and return where it does."""
    notes = mini.place / "notes"
    mini.program(f"with open({str(notes)!r}, 'a') as file:\n    file.write('ran ')\n{rest}")
    return notes


def configure(mini: MiniSite, old: str, new: str) -> None:
    path = mini.place / "mkdocs.yml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize("order", [EARLIER, LATER])
def test_each_program_runs_once_in_any_order_of_the_plugins(mini: MiniSite, order: str) -> None:
    notes = noting(mini)
    configure(mini, LATER, order)
    for _ in range(2):
        built = mini.build()
        assert built.status == 0, built.said
    assert notes.read_text() == "ran "


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
def test_what_else_there_is_to_do_is_done_until_the_runs_are_over(mini: MiniSite) -> None:
    """The program waits for the work, and the work would never end."""
    begun, seen = mini.place / "begun", mini.place / "seen"
    waiting = f"while not Path({str(seen)!r}).exists():\n    time.sleep(0.01)\n"
    mini.program(f"import time\nfrom pathlib import Path\nPath({str(begun)!r}).touch()\n{waiting}")
    work = f"""
        import sys
        from pathlib import Path
        from running_loop.mkdocs_plugin.head_start import HeadStart
        from running_loop.project.project import Project

        def work():
            while True:
                if Path({str(begun)!r}).exists():
                    Path({str(seen)!r}).touch()
                yield

        started = HeadStart(Project.of(Path("mkdocs.yml")))
        print(started.made(["demo/a.py"], work()))
        print(started.project.recordings.of("demo/a.py").recording.status)
        """
    done = mini.run([sys.executable, "-c", textwrap.dedent(work)])
    assert done.said.endswith("{}\n0\n"), done.said


def test_a_program_that_fails_runs_once(mini: MiniSite) -> None:
    notes = noting(mini, "1 / 0\n")
    built = mini.build()
    assert built.status != 0
    assert "ZeroDivisionError" in built.said
    assert notes.read_text() == "ran "


def test_pages_are_found_where_mkdocs_yml_says(mini: MiniSite) -> None:
    notes = noting(mini)
    (mini.place / "docs").rename(mini.place / "pages")
    configure(mini, "site_name: Mini\n", "site_name: Mini\ndocs_dir: pages\n")
    assert mini.build().status == 0
    assert notes.read_text() == "ran "


def test_who_reads_the_configuration_and_builds_nothing_runs_nothing(mini: MiniSite) -> None:
    notes = noting(mini)
    read = "from mkdocs.config import load_config; load_config('mkdocs.yml'); print('read')"
    command = [sys.executable, "-c", read]
    said = subprocess.run(command, cwd=mini.place, check=True, capture_output=True, text=True)
    assert said.stdout == "read\n"
    assert not notes.exists()
    assert not (mini.place / ".cache").exists()


COMMAND = """
import click
from mkdocs.config import load_config

@click.command()
def {name}():
    try:
        load_config("mkdocs.yml", site_url="{url}")
    except Exception as error:
        print("refused")
{name}.main([], standalone_mode=False)
"""
READERS = {
    "a program": "from mkdocs.config import load_config; load_config('mkdocs.yml')",
    "one that reads it twice": "from mkdocs.config import load_config\n"
    "load_config('mkdocs.yml'); load_config('mkdocs.yml')",
    "a command": COMMAND.format(name="check", url="https://example.org/"),
    "a command that builds, and fails": COMMAND.format(name="build", url="::"),
    "a command that builds": COMMAND.format(name="build", url="https://example.org/"),
}


@pytest.mark.parametrize("collects", [True, False])
@pytest.mark.parametrize("reader", READERS)
def test_who_reads_the_configuration_keeps_its_garbage_collector(
    mini: MiniSite, reader: str, *, collects: bool
) -> None:
    noting(mini)
    before = "import gc\n" if collects else "import gc; gc.disable()\n"
    read = f"{before}{READERS[reader]}\nprint(gc.isenabled())"
    command = [sys.executable, "-c", read]
    said = subprocess.run(command, cwd=mini.place, check=True, capture_output=True, text=True)
    assert said.stdout.splitlines()[-1] == str(collects), said


def test_a_page_that_is_excluded_runs_nothing(mini: MiniSite) -> None:
    notes = noting(mini)
    (mini.place / "docs/index.md").rename(mini.place / "docs/draft.md")
    mini.write("docs/index.md", "# A page\n")
    configure(mini, "strict: true\n", "exclude_docs: draft.md\n")
    assert mini.build().status == 0
    assert not notes.exists()


def test_a_wrong_configuration_ends_what_runs(mini: MiniSite) -> None:
    notes = noting(mini, "import time\ntime.sleep(9)\nprint('late')\n")
    configure(mini, LATER, f"{LATER}  - no-such-plugin\n")
    built = mini.build()
    assert built.status != 0
    assert "no-such-plugin" in built.said
    assert "ran 1 of 1" in built.said or not notes.exists()
    assert not list(mini.place.glob(".cache/running-loop/recordings/*.json"))
    assert inside(mini.temporary) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize(("setting", "is_ahead"), [("0", False), ("1", True), ("", True)])
def test_the_head_start_can_be_turned_off(mini: MiniSite, setting: str, *, is_ahead: bool) -> None:
    mini.program("print('a')\n", "a\n")
    told = "import sys\nfrom running_loop.mkdocs_plugin import head_start\n"
    begin = "usual = head_start.begin\nhead_start.begin = lambda path: note(usual(path))\n"
    note = "def note(made):\n    print('AHEAD', made is not None)\n    return made\n"
    run = "import mkdocs.__main__\nmkdocs.__main__.cli(['build'])\n"
    built = mini.run(
        [sys.executable, "-c", f"{told}{note}{begin}{run}"], RUNNING_LOOP_HEAD_START=setting
    )
    assert built.status == 0, built.said
    assert f"AHEAD {is_ahead}" in built.said


FAULTS = {
    "what it runs fails": (
        (
            "from running_loop.project.recordings import Recordings\n"
            "def broken(self, *_):\n    raise LookupError('a fault')\n"
            "Recordings.make = broken\n"
        ),
        "LookupError: a fault",
    ),
    "its process dies": (
        (
            "import os\nfrom running_loop.project.recordings import Recordings\n"
            "Recordings.make = lambda *_: os._exit(3)\n"
        ),
        "The head start gave nothing",
    ),
    "pages cannot be read": (
        (
            "from running_loop.project import sources\n"
            "def broken(path):\n    raise OSError('no such page')\n"
            "sources.of = broken\n"
        ),
        "No head start: no such page",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is forked")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_verbose_build_tells_what_the_head_start_swallows(mini: MiniSite, fault: str) -> None:
    mini.program("print('a')\n", "a\n")
    breaks, told = FAULTS[fault]
    begin = (
        "from running_loop.mkdocs_plugin import head_start\n"
        "from running_loop.project import recordings, sources\n"
        "make, of = recordings.Recordings.make, sources.of\n"
        f"usual = head_start.begin\ndef begin(path):\n{textwrap.indent(breaks, '    ')}"
        "    made = usual(path)\n"
        "    recordings.Recordings.make, sources.of = make, of\n    return made\n"
        "head_start.begin = begin\nimport mkdocs.__main__\n"
    )
    for option, is_told in (("--verbose", True), ("--quiet", False)):
        built = mini.run(
            [sys.executable, "-c", f"{begin}mkdocs.__main__.cli(['build', {option!r}])\n"],
            RUNNING_LOOP_CACHE=str(mini.place / option),
        )
        assert built.status == 0, built.said
        assert (told in built.said) is is_told
