"""What the system refuses, and what is set wrong: a message, and the last good site stays."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests import ROOT
from tests.mini import Built, MiniSite

OTHER = 12345
WAIT_S = 60


def good(mini: MiniSite) -> dict[str, bytes]:
    """Build a good site, change its program, and return the files of the site."""
    mini.program("print('one')\n", "one\n")
    built = mini.build()
    assert built.status == 0, built.said
    mini.program("print('two')\n", "two\n")
    return files(mini)


def files(mini: MiniSite) -> dict[str, bytes]:
    site = mini.place / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.[hm]*")}


def refused(built: Built, *says: str) -> None:
    assert built.status not in (0, None), built.said
    assert "Traceback (most" not in built.said, built.said
    for words in says:
        assert words in built.said, built.said


EXECUTORS = {
    "os:getcwd": "gives an object of builtins.str",
    "x": "gives no executor",
    ":": "gives no executor",
    "json:dumps": "gives no executor: TypeError",
    "os:no_such": "gives no executor: AttributeError",
    "..:x": "gives no executor",
    "a b\nc:d": "gives no executor",
    "made:raises": "gives no executor: ZeroDivisionError",
    "made:leaves": "gives no executor: SystemExit",
    "broken:any": "gives no executor: SyntaxError",
    "made:Bare": "cannot be entered",
    "made:Raising": "does not run a program: RuntimeError: no one here",
    "made:Futureless": "does not run a program: AttributeError",
    "made:Wrong": "gives an object of builtins.int as a recording",
}
MADE = """
import sys
from concurrent.futures import Future, ThreadPoolExecutor


def raises():
    return 1 / 0


def leaves():
    sys.exit(3)


class Bare:
    def submit(self, *_):
        pass


class Raising(ThreadPoolExecutor):
    def submit(self, *_):
        raise RuntimeError("no one\\nhere")


class Futureless(ThreadPoolExecutor):
    def submit(self, *_):
        return None


class Wrong(ThreadPoolExecutor):
    def submit(self, *_):
        future = Future()
        future.set_result(1)
        return future
"""


def test_an_executor_that_is_none_is_refused(mini: MiniSite) -> None:
    before = good(mini)
    mini.write("made.py", MADE)
    mini.write("broken.py", "def (\n")
    for setting, says in EXECUTORS.items():
        variables = {"RUNNING_LOOP_EXECUTOR": setting, "PYTHONPATH": str(mini.place)}
        refused(mini.build(**variables), f"RUNNING_LOOP_EXECUTOR: {setting!r} {says}", "unset")
    assert files(mini) == before


@pytest.mark.parametrize("setting", [",", "3.99", "3", "/", "/etc/passwd", "\\", "x;y", "3.11\n,é"])
def test_hostile_names_of_pythons_are_refused(mini: MiniSite, setting: str) -> None:
    mini.program("print('one')\n", "one\n")
    refused(mini.build(RUNNING_LOOP_PYTHONS=setting), "RUNNING_LOOP_PYTHONS: ")


@pytest.fixture
def small(mini: MiniSite) -> Iterator[Callable[[Path, int], None]]:
    """Give a function that mounts a small disk at a folder."""
    mounted: list[Path] = []

    def mount(place: Path, kilobytes: int) -> None:
        place.mkdir(parents=True, exist_ok=True)
        words = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
        if subprocess.run(words, check=False, capture_output=True).returncode:
            pytest.skip("only root can mount a small disk")
        mounted.append(place)

    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)
    del mini


def test_a_full_disk_for_the_site_is_told(
    mini: MiniSite, small: Callable[[Path, int], None]
) -> None:
    small(mini.place / "out", 1500)
    configuration = mini.place / "mkdocs.yml"
    configuration.write_text(configuration.read_text() + "site_dir: out/site\n")
    mini.program("print('one')\n", "one\n")
    refused(mini.build(), "No space left on device")
    assert not (mini.place / "out/site/index.html").exists()


def test_a_full_disk_for_the_store_is_told_and_the_site_is_built(
    mini: MiniSite, small: Callable[[Path, int], None]
) -> None:
    small(mini.place / ".cache", 4)
    mini.program("print('one')\n", "one\n")
    built = mini.build()
    assert built.status == 0, built.said
    assert "Traceback (most" not in built.said
    assert "No space left on device" in built.said


def test_a_full_disk_for_temporary_files_is_told(
    mini: MiniSite, small: Callable[[Path, int], None]
) -> None:
    before = good(mini)
    full = mini.place / "full"
    small(full, 4)
    mini.program(f"print('two')  # {'x' * 9000}\n", "two\n")
    refused(mini.build(TMPDIR=str(full)), "snippets/demo/a.py: ", "No space left on device")
    assert files(mini) == before


def limited(mini: MiniSite, most: int) -> Built:
    done = subprocess.run(
        mini.command("mkdocs", "build"),
        cwd=mini.place,
        env=mini.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=WAIT_S,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    return Built(done.returncode, done.stdout)


@pytest.mark.parametrize("most", [1, 100, 2000, 100_000])
def test_a_limit_for_files_leaves_the_last_site(mini: MiniSite, most: int) -> None:
    before = good(mini)
    refused(limited(mini, most), "File too large")
    assert files(mini) == before


def no_sqlite(mini: MiniSite) -> dict[str, str]:
    mini.write("none/_sqlite3.py", "raise ImportError('not built')\n")
    return {"PYTHONPATH": str(mini.place / "none"), "RUNNING_LOOP_MYSQL": "embedded"}


def test_without_sqlite_only_who_needs_the_emulation_is_refused(mini: MiniSite) -> None:
    mini.program("print('one')\n", "one\n")
    built = mini.build(**no_sqlite(mini))
    assert built.status == 0, built.said
    header = '# /// script\n# [tool.running-loop]\n# services = ["mysql"]\n# ///\n'
    mini.program(f"{header}print('two')\n", "two\n")
    refused(
        mini.build(**no_sqlite(mini)),
        "snippets/demo/a.py: needs a database, and this Python has no sqlite3",
        "install MariaDB",
    )


@pytest.mark.parametrize(
    "kind", ["file", "dangling link", "file beneath", "link to a file", "folders for files"]
)
def test_a_store_that_cannot_be_is_told_and_the_site_is_built(mini: MiniSite, kind: str) -> None:
    mini.program("print('one')\n", "one\n")
    cache = mini.place / ".cache"
    if kind == "file":
        cache.write_text("x")
    elif kind == "dangling link":
        cache.symlink_to("not/there")
    elif kind == "link to a file":
        cache.symlink_to("mkdocs.yml")
    elif kind == "folders for files":
        mini.build()
        for path in cache.glob("running-loop/*/*.json"):
            path.unlink()
            path.mkdir()
    else:
        mini.write(".cache/running-loop", "x")
    built = mini.build()
    assert built.status == 0, built.said
    assert "Traceback (most" not in built.said
    assert built.said.count("cannot be written") == 1, built.said


EXTENSIONS = {
    "attr_list": "  - attr_list\n",
    "md_in_html": "  - md_in_html\n",
    "pymdownx.blocks.html": "  - pymdownx.blocks.html\n",
    "pymdownx.blocks.tab: {alternate_style: true}": (
        "  - pymdownx.blocks.tab:\n      alternate_style: true\n"
    ),
    "pymdownx.highlight": "  - pymdownx.highlight:\n      pygments_lang_class: true\n",
    "pymdownx.superfences": "  - pymdownx.superfences\n",
}


@pytest.mark.parametrize("name", EXTENSIONS)
def test_a_missing_extension_is_named(mini: MiniSite, name: str) -> None:
    before = good(mini)
    configuration = mini.place / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace(EXTENSIONS[name], ""))
    refused(
        mini.build(),
        f"mkdocs.yml: markdown_extensions lacks {name.partition(':')[0]}",
        f"write `- {name}` below markdown_extensions",
    )
    assert files(mini) == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("name: material\n  font: false", "name: mkdocs", "the theme is mkdocs"),
        ("name: material\n  font: false", "name: readthedocs", "the theme is readthedocs"),
        ("name: material\n  font: false", "name: null\n  custom_dir: docs", "the theme is one of"),
        ("  - execute\n", "", "needs the plugin execute"),
    ],
)
def test_a_foreign_configuration_is_refused(mini: MiniSite, old: str, new: str, says: str) -> None:
    before = good(mini)
    configuration = mini.place / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace(old, new))
    refused(mini.build(), says)
    assert files(mini) == before


@pytest.mark.parametrize("new", ["      slugify: null\n", "      alternate_style: false\n"])
@pytest.mark.parametrize("placed", ["tabs", "compare", "snippet"])
def test_a_style_of_tabs_is_needed_where_there_are_tabs(
    mini: MiniSite, new: str, placed: str
) -> None:
    before = good(mini)
    titled = '{"One": "demo/a.py", "Two": "demo/b.py"}'
    if placed != "snippet":
        mini.program("print('two')\n", "two\n", name="demo/b.py")
        mini.page(f"{placed}({titled})")
    configuration = mini.place / "mkdocs.yml"
    old = "      alternate_style: true\n"
    configuration.write_text(configuration.read_text().replace(old, new))
    built = mini.build()
    if placed == "snippet":
        assert built.status == 0, built.said
    else:
        refused(built, "mkdocs.yml: ", "alternate_style: true")
        assert files(mini) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - running-loop\n  - execute\n", "  - execute\n  - running-loop\n"),
        ("  - attr_list\n  - md_in_html\n", "  - extra\n"),
        ("  - attr_list\n", "  - markdown.extensions.attr_list:AttrListExtension\n"),
    ],
)
def test_other_ways_to_write_the_configuration_build(mini: MiniSite, old: str, new: str) -> None:
    mini.program("print('one')\n", "one\n")
    configuration = mini.place / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace(old, new))
    built = mini.build()
    assert built.status == 0, built.said
    assert "one" in mini.html().get_text()


def test_a_template_that_is_not_there_is_told(mini: MiniSite) -> None:
    before = good(mini)
    mini.write("docs/index.md", "---\ntemplate: nope.html\n---\n\n# A page\n")
    refused(mini.build(), "index.md", "nope.html", "custom_dir")
    assert files(mini) == before


SLEEPS = "import pathlib, time\npathlib.Path({!r}).touch()\ntime.sleep(30)\n"


@pytest.mark.parametrize("gap", [0, 0.02, 0.1])
@pytest.mark.parametrize("command", ["build", "accept", "run"])
def test_more_than_one_interrupt_ends_it_without_a_traceback(
    mini: MiniSite, command: str, gap: float
) -> None:
    before = good(mini)
    mark = mini.place / "mark"
    mini.program(SLEEPS.format(str(mark)), "")
    tool = mini.accepting()[0]
    words = {
        "build": mini.command("mkdocs", "build"),
        "accept": [tool, "accept"],
        "run": [tool, "run", "demo/a.py"],
    }[command]
    with subprocess.Popen(
        words,
        cwd=mini.place,
        env=mini.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        wait_for(mark)
        for _ in range(3):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            time.sleep(gap)
        said, _ = process.communicate(timeout=WAIT_S)
    refused(Built(process.returncode, said))
    assert files(mini) == before


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + WAIT_S
    while not path.exists():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_without_a_locale_other_letters_are_built(mini: MiniSite, locale: str) -> None:
    moved = mini.place.rename(mini.place.with_name("é中"))
    mini.place = moved
    mini.program("print('ü中')\n", "ü中\n")
    variables = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    built = mini.build(**variables)
    assert built.status == 0, built.said
    assert "ü中" in mini.html().get_text()
    mini.program("print('ü中', 1)\n", "ü中\n")
    refused(mini.build(**variables), "snippets/demo/a.py prints something else")


@pytest.mark.parametrize("words", [["mkdocs", "build"], ["running_loop", "run", "demo/a.py"]])
def test_nobody_who_reads_is_no_traceback(mini: MiniSite, words: list[str]) -> None:
    """What is written goes into a pipe that nobody reads."""
    mini.program("print('one')\n", "one\n")
    command = mini.command(*words) if words[0] == "mkdocs" else [mini.accepting()[0], *words[1:]]
    reads, writes = os.pipe()
    os.close(reads)
    with open(writes, "wb", closefd=True) as nobody:  # noqa: PTH123, it has no path
        done = subprocess.run(
            command,
            cwd=mini.place,
            env=mini.environment(),
            stdout=nobody,
            stderr=subprocess.PIPE,
            text=True,
            timeout=WAIT_S,
            check=False,
        )
    assert "Traceback (most" not in done.stderr


def python_of_others() -> str:
    """Return a Python that another user can start and that runs this one's packages."""
    series = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for python in dict.fromkeys([sys.executable, f"/usr/bin/{series}"]):
        words = [python, "-c", "import mkdocs, yaml, psutil"]
        try:
            found = subprocess.run(words, check=False, capture_output=True, **as_other())  # type: ignore[call-overload]
        except OSError:
            continue
        if found.returncode == 0:
            return python
    pytest.skip("no Python here that another user can start")


def as_other() -> dict[str, object]:
    """Return what makes a process one of a user without name and home."""
    packages = os.pathsep.join([sysconfig.get_path("purelib"), str(ROOT)])
    variables = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": packages,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {"env": variables, "user": OTHER, "group": OTHER, "extra_groups": []}


@pytest.fixture
def theirs(mini: MiniSite) -> Iterator[Callable[..., Built]]:
    """Give a function that runs a command as another user, whose the project is."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    python = python_of_others()
    # No other user can enter the folders of pytest.
    folder = Path(tempfile.mkdtemp(prefix="theirs-"))
    folder.chmod(0o755)
    mini.place = Path(shutil.copytree(mini.place, folder / "project"))

    def run(*words: str, **variables: str) -> Built:
        how = as_other()
        how["env"] = {**how["env"], **variables}  # type: ignore[dict-item]
        done = subprocess.run(  # type: ignore[call-overload]
            [python, *words],
            cwd=mini.place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=WAIT_S,
            check=False,
            **how,
        )
        return Built(done.returncode, done.stdout)

    yield run
    shutil.rmtree(folder)


BUILD = ("-m", "mkdocs", "build")
ACCEPT = ("-c", "from running_loop.cli import main; main()", "accept")


def give(mini: MiniSite, name: str = ".", user: int = OTHER) -> None:
    top = mini.place / name
    for path in [top, *top.rglob("*")]:
        os.chown(path, user, user, follow_symlinks=False)


def test_a_user_without_name_and_home_builds(mini: MiniSite, theirs: Callable[..., Built]) -> None:
    mini.program("print('one')\n", "one\n")
    give(mini)
    built = theirs(*BUILD)
    assert built.status == 0, built.said
    accepted = theirs(*ACCEPT)
    assert accepted.status == 0, accepted.said


def test_a_project_of_another_is_not_built(mini: MiniSite, theirs: Callable[..., Built]) -> None:
    mini.program("print('one')\n", "one\n")
    refused(theirs(*BUILD), f"{mini.place}/", "Permission denied", "to mend: ")


def test_a_store_of_another_is_no_hindrance(mini: MiniSite, theirs: Callable[..., Built]) -> None:
    mini.program("print('one')\n", "one\n")
    give(mini)
    assert theirs(*BUILD).status == 0
    give(mini, ".cache", 0)
    for path in (mini.place / ".cache").rglob("*"):
        path.chmod(0o700)
    mini.program("print('one')  # again\n", "one\n")
    give(mini, "snippets")
    built = theirs(*BUILD)
    assert built.status == 0, built.said
    assert "Traceback (most" not in built.said
    assert "cannot be written: Permission denied" in built.said


@pytest.mark.parametrize("name", ["snippets/demo/a.py", "snippets/demo", "docs/index.md", "docs"])
def test_what_cannot_be_read_is_named(
    mini: MiniSite, theirs: Callable[..., Built], name: str
) -> None:
    mini.program("print('one')\n", "one\n")
    give(mini)
    assert theirs(*BUILD).status == 0
    before = files(mini)
    give(mini, name, 0)
    (mini.place / name).chmod(0o600)
    refused(theirs(*BUILD), f"{name}", "Permission denied")
    assert files(mini) == before


def test_what_cannot_be_accepted_for_the_folder_is_named(
    mini: MiniSite, theirs: Callable[..., Built]
) -> None:
    mini.program("print('one')\n", "old\n")
    mini.program("print('two')\n", "old\n", "other/b.py")
    give(mini)
    give(mini, "snippets/demo", 0)
    accepted = theirs(*ACCEPT)
    refused(accepted, "snippets/demo/a.py: the system refused: ", "changed snippets/other/b.out")
    assert (mini.place / "snippets/demo/a.out").read_text() == "old\n"
    assert (mini.place / "snippets/other/b.out").read_text() == "two\n"
