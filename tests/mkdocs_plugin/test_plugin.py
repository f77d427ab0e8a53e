"""Whole sites, built by a real `mkdocs` in a temporary directory."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

from running_loop.services.instance import free_port
from tests.mini import MiniSite, inside, remains

HELLO = '"""Says hello."""\nprint("hello")\n'
ENDLESS = "# /// script\n# [tool.running-loop]\n# timeout = 1\n# ///\nwhile True:\n    pass\n"
SERVE_TIMEOUT_S = 60
FAILURE = 'id="running-loop-failure"'


def test_a_page_shows_program_output_and_facts(mini: MiniSite) -> None:
    mini.program("# /// script\n# dependencies = []\n# ///\n" + HELLO, "hello\n")
    assert mini.build().status == 0
    run = mini.html().select_one(".run")
    assert run
    program, output = run.select("pre")
    assert program.get_text() == HELLO
    assert output.get_text() == "hello\n"
    assert run.select_one(".run__title a[href='snippets/demo/a.py']")
    facts = run.select_one(".run__facts")
    assert facts
    assert re.match(r"Python 3\.\d+\.\d+ · \d+\.\d\d s · run it yourself: ", facts.get_text())
    assert "uv run https://example.org/mini/snippets/demo/a.py" in facts.get_text()
    assert "exit status" not in facts.get_text()


def test_a_program_with_files_beside_it_is_run_from_its_folder(mini: MiniSite) -> None:
    beside = mini.place / "snippets/demo/kitchen_[x].py"
    header = (
        '# /// script\n# [tool.running-loop]\n# files = ["kitchen_[x].py", "menu.csv"]\n# ///\n'
    )
    mini.program(header + HELLO, "hello\n")
    beside.write_text('"""A kitchen."""\n')
    beside.with_name("menu.csv").write_text("soup\n")
    assert mini.build().status == 0
    facts = mini.html().select_one(".run__facts")
    assert facts
    says = "save it beside kitchen_[x].py and menu.csv, then uv run a.py"
    assert facts.get_text().endswith(says)
    (link,) = facts.select("a")
    assert (mini.place / "site" / unquote(str(link["href"]))).is_file()


def test_a_program_is_published_as_it_stands_in_the_repository(mini: MiniSite) -> None:
    mini.program("# /// script\n# dependencies = []\n# ///\n" + HELLO, "hello\n")
    assert mini.build().status == 0
    source = (mini.place / "snippets/demo/a.py").read_bytes()
    assert (mini.place / "site/snippets/demo/a.py").read_bytes() == source


def test_the_exit_status_is_shown(mini: MiniSite) -> None:
    header = '# /// script\n# [tool.running-loop]\n# raises = "ValueError"\n# ///\n'
    traceback = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n'
    raises = 'raise ValueError("bad")\n'
    mini.program(header + raises, f"{traceback}    {raises}ValueError: bad\n")
    assert mini.build().status == 0
    run = mini.html().select_one(".run")
    assert run
    assert 'File "a.py", line 1' in run.get_text()
    assert "exit status 1" in run.get_text()


def test_published_markdown_has_fences_that_are_compared(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    assert mini.build().status == 0
    markdown = mini.markdown()
    assert markdown.startswith("---\ntitle: A page\n")
    assert f'<!--pytest.mark.snippet("demo/a.py")-->\n\n```python\n{HELLO}```\n' in markdown
    assert "<!--pytest-codeblocks:expected-output-->\n\n```text\nhello\n```\n" in markdown
    assert "<!--pytest" not in str(mini.html())


def test_links_of_published_markdown_lead_to_published_files(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    mini.write("docs/deep/other.md", "# Other\n\n[home](../index.md#a-page) [pic](../pic.svg)\n")
    mini.write("docs/pic.svg", "<svg/>\n")
    assert mini.build().status == 0
    text = mini.markdown("deep/other/index.md")
    assert "[home](../../index.md#a-page) [pic](../../pic.svg)" in text


def test_programs_side_by_side_in_tabs(mini: MiniSite) -> None:
    mini.program("print('a')\n", "a\n", "demo/a.py")
    mini.program("print('b')\n", "b\n", "demo/b.py")
    mini.page('tabs({"Wrong way": "demo/a.py", "Right way": "demo/b.py"})')
    assert mini.build().status == 0
    labels = [label.get_text(strip=True) for label in mini.html().select(".tabbed-labels label")]
    assert labels == ["Wrong way", "Right way"]
    outputs = [run.select("pre")[1].get_text() for run in mini.html().select(".tabbed-block .run")]
    assert outputs == ["a\n", "b\n"]


def test_a_page_without_other_cells_starts_no_kernel(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    # Any kernel that starts now ends at once, and the build with it.
    broken = 'raise SystemExit("a kernel was started")\n'
    mini.write("broken/ipykernel_launcher.py", broken)
    assert mini.build(PYTHONPATH=str(mini.place / "broken")).status == 0


def test_an_unchanged_site_is_built_the_same_and_runs_nothing(mini: MiniSite) -> None:
    mini.program("print('hello')\n", "hello\n")
    mini.page("import asyncio\nprint(asyncio.sleep)", name="cells.md")
    assert mini.build().status == 0
    before = {
        name: mini.html(name).select_one("article") for name in ("index.html", "cells/index.html")
    }
    # Whatever starts now fails, and the build with it.
    broken = 'raise SystemExit("started")\n'
    mini.write("broken/ipykernel_launcher.py", broken)
    again = mini.build(PYTHONPATH=str(mini.place / "broken"))
    assert again.status == 0, again.said
    assert not {"WARNING", "ran"} & set(again.said.split())
    assert {name: mini.html(name).select_one("article") for name in before} == before


def test_a_changed_cell_runs_again(mini: MiniSite) -> None:
    mini.page("print('one')")
    assert mini.build().status == 0
    mini.page("print('two')")
    assert mini.build().status == 0
    assert mini.html().select("pre")[-1].get_text() == "two\n"


def test_builds_at_once_share_a_cache(mini: MiniSite) -> None:
    mini.program("import time\ntime.sleep(0.5)\nprint('hello')\n", "hello\n")
    with ThreadPoolExecutor(2) as threads:
        sites = ("site", "other")
        built = list(threads.map(lambda name: mini.build("--site-dir", name), sites))
    assert [item.status for item in built] == [0, 0], built
    assert mini.build().said.count("ran ") == 0


def test_other_cells_run_in_one_kernel(mini: MiniSite) -> None:
    mini.page("import asyncio\nawait asyncio.sleep(0)\nname = 'kernel'", "print(name)")
    assert mini.build().status == 0
    assert mini.html().select("pre")[-1].get_text() == "kernel\n"


def test_a_cell_may_raise_if_it_says_so(mini: MiniSite) -> None:
    page = '---\nexecute: true\n---\n# A\n\n```python tags=["raises-exception"]\n1 / 0\n```\n'
    mini.write("docs/index.md", page)
    assert mini.build().status == 0
    assert mini.html().select("pre")[-1].get_text() == "ZeroDivisionError: division by zero\n"


def test_fences_of_other_languages_are_shown_and_not_run(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    page = mini.place / "docs/index.md"
    page.write_text(page.read_text() + "\n```sql\nselect 1\n```\n\n```bash\nexit 3\n```\n")
    assert mini.build().status == 0
    assert [pre.get_text() for pre in mini.html().select("pre")[-2:]] == ["select 1\n", "exit 3\n"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "print('</code></pre><script>alert(1)</script>')",
            "</code></pre><script>alert(1)</script>",
        ),
        ("print('\\x1b[31mred\\x1b[0m')", "red"),
        ("print('a\\0b')", "a␀b"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\n')", "\\xff"),
        ("print('`' * 3); print('~' * 4)", "```\n~~~~"),
        ("print('--8<-- \"a\" {{ b }} [c](d) &amp; *e*')", '--8<-- "a" {{ b }} [c](d) &amp; *e*'),
        ("import os; os.chmod(os.getcwd(), 0)", None),
    ],
)
def test_output_of_any_kind_builds_and_is_text(
    mini: MiniSite, body: str, shown: str | None
) -> None:
    mini.program(f'"""Prints ```."""\n{body}\n', f"{shown}\n" if shown else "")
    built = mini.build()
    assert built.status == 0, built.said
    printed = [pre.get_text().rstrip("\n") for pre in mini.html().select(".run .language-text pre")]
    assert printed == ([shown] if shown else [])
    assert not mini.html().select("article script")


MISTAKES = {
    "raises": (
        'x = 1\nraise ValueError("bad")\n',
        ["a.py:2: ended with ValueError", "bad", "raises ="],
    ),
    "never ends": (ENDLESS, ["a.py: did not end within 1 s", "timeout = 3"]),
    "other status": (
        "raise SystemExit(3)\n",
        ["a.py: ended with exit status 3", "exit-status = 3"],
    ),
    "other exception": (
        '# /// script\n# [tool.running-loop]\n# raises = "KeyError"\n# ///\n1 / 0\n',
        ["a.py:5: ended with ZeroDivisionError", "expected: KeyError"],
    ),
    "prints 1 MB": ("print('x' * 1_000_000)\n", ["a.py: printed more than 64 KiB"]),
    "prints for ever": ("while True:\n    print('spam')\n", ["a.py: printed more than 64 KiB"]),
    "unknown key": (
        "# /// script\n# [tool.running-loop]\n# rises = 1\n# ///\n",
        [
            "a.py:3: unknown key [tool.running-loop] 'rises'",
            "known: alone, any-order, console, exit-status, files, measures, pythons, raises",
            "services, stage, timeline, timeout",
        ],
    ),
    "malformed header": ("# /// script\n# x =\n# ///\n", ["a.py:2: is not valid TOML"]),
    "newer Python": (
        '# /// script\n# requires-python = ">=3.99"\n# ///\n',
        ["a.py: needs Python >=3.99", "install one that fits"],
    ),
    "missing package": (
        '# /// script\n# dependencies = ["no-such-package"]\n# ///\n',
        ["a.py: needs no-such-package, not installed here", "install it beside running-loop"],
    ),
    "syntax": ("def :\n", ["a.py:1: ended with SyntaxError"]),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_wrong_program_stops_the_build(mini: MiniSite, kind: str) -> None:
    program, says = MISTAKES[kind]
    mini.program(program)
    refused(mini, [says[0].replace("a.py", "snippets/demo/a.py", 1), *says[1:]])


PAGES = {
    "missing program": (
        '```python\nsnippet("demo/b.py")\n```',
        ["docs/index.md:8: snippets/demo/b.py does not exist"],
    ),
    "outside": (
        '```python\nsnippet("../mkdocs.py")\n```',
        ["docs/index.md:8: snippets/../mkdocs.py lies outside snippets/"],
    ),
    "cell raises": (
        '```python\nx = 1\n```\n\n```python\nprint("so far")\nraise KeyError(x)\n```',
        ["docs/index.md:11: the cell raised KeyError", "so far", 'tags=["raises-exception"]'],
    ),
    "cell ends the kernel": (
        "```python\nimport os; os._exit(1)\n```",
        ["docs/index.md:7: the cell ended the kernel"],
    ),
    "name in a variable": (
        '```python\nname = "demo/a.py"\nsnippet(name)\n```',
        ["docs/index.md:9: this call of snippet does not place a program", "write names out"],
    ),
    "cell in a tab": (
        '=== "Tab"\n\n    ```python\n    1\n    ```',
        ["docs/index.md:9: ```python inside a tab, a list or an admonition", "tabs({...})"],
    ),
    "other fence": ("```py\n1\n```", ["docs/index.md:7: ```py is not executed"]),
    "tildes": ("~~~python\n1\n~~~", ["docs/index.md:7: ~~~python is not executed"]),
    "cell behind nested fences": (
        '````text\n```python\nx\n```\n````\n\n```python\nprint("in a kernel")\n```',
        ["docs/index.md:13: a notebook reads the cells differently", "````markdown"],
    ),
    "program on no page": ("No cell.", ["snippets/demo/a.py: no page places this program"]),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_wrong_page_stops_the_build(mini: MiniSite, kind: str) -> None:
    text, says = PAGES[kind]
    mini.program(HELLO, "hello\n")
    mini.write("docs/index.md", f"---\nexecute: true\n---\n\n# A\n\n{text}\n")
    refused(mini, says)


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("title: a: b", "docs/index.md:2: the front matter is not valid YAML"),
        ("execute: True", "docs/index.md:2: 'execute: True' does not execute the page"),
        ("execute: yes", "docs/index.md:2: 'execute: yes' does not execute the page"),
        ("title: None", "docs/index.md:5: ```python on a page that is not executed"),
    ],
)
def test_wrong_front_matter_stops_the_build(mini: MiniSite, front: str, says: str) -> None:
    mini.write("docs/index.md", f"---\n{front}\n---\n\n```python\nprint(1)\n```\n")
    refused(mini, [says])


def test_all_mistakes_are_told_at_once(mini: MiniSite) -> None:
    mini.write("snippets/demo/a.py", "1 / 0\n")
    mini.write("snippets/demo/b.py", "raise SystemExit(3)\n")
    mini.write("snippets/demo/c.py", "# /// script\n# x = 1\n# ///\n")
    mini.page('snippet("demo/a.py")', 'snippet("demo/b.py")', 'snippet("demo/c.py")')
    refused(mini, ["demo/a.py:1: ended with", "demo/b.py: ended with", "demo/c.py:2: unknown key"])


def test_the_plugin_needs_the_execute_plugin(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    configuration = mini.place / "mkdocs.yml"
    configuration.write_text(configuration.read_text().replace("  - execute\n", ""))
    refused(mini, ["needs the plugin execute in mkdocs.yml"])


def refused(mini: MiniSite, says: list[str], *options: str) -> None:
    """Build; expect a short message that says these things, and the last good site in place."""
    good = mini.write("site/index.html", "the last good site")
    built = mini.build(*options)
    assert built.status != 0
    for words in says:
        assert words in built.said
    assert 'File "/' not in built.said, built.said
    assert good.read_text() == "the last good site"
    assert len(built.said.splitlines()) < 35


def test_a_warning_in_strict_mode_leaves_the_last_good_site(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    page = mini.place / "docs/index.md"
    page.write_text(page.read_text() + "\n[broken](nowhere.md)\n")
    refused(mini, ["nowhere.md"])
    refused(mini, ["nowhere.md"], "--quiet")


def test_what_a_program_left_running_is_killed(mini: MiniSite) -> None:
    mini.program(
        """
        import subprocess, sys
        sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
        subprocess.Popen(sleep)
        subprocess.Popen(sleep, start_new_session=True)
        """
    )
    assert mini.build().status == 0
    assert inside(mini.temporary) == []


def interrupt(build: subprocess.Popen[bytes]) -> None:
    build.send_signal(signal.SIGINT)


def press_ctrl_c(build: subprocess.Popen[bytes]) -> None:
    """Interrupt the build and what it started, as a terminal does."""
    os.killpg(build.pid, signal.SIGINT)


def kill(build: subprocess.Popen[bytes]) -> None:
    build.kill()


@pytest.mark.parametrize("end", [interrupt, press_ctrl_c, kill])
def test_a_build_that_is_ended_leaves_no_process_and_the_last_good_site(
    mini: MiniSite, end: Callable[[subprocess.Popen[bytes]], None]
) -> None:
    header = "# /// script\n# [tool.running-loop]\n# timeout = 60\n# ///\n"
    mini.program(f"{header}import time\ntime.sleep(60)\n")
    good = mini.write("site/index.html", "the last good site")
    command = mini.command("mkdocs", "build")
    mini.write("snippets/demo/b.py", "print('over')\n")
    mini.page('snippet("demo/a.py")', 'snippet("demo/b.py")')
    environment = mini.environment()
    with subprocess.Popen(
        command, cwd=mini.place, env=environment, start_new_session=True
    ) as build:
        wait_until(lambda: bool(inside(mini.temporary)))
        wait_until(lambda: bool(list(mini.place.glob(".cache/running-loop/recordings/*.json"))))
        end(build)
        assert build.wait(20) != 0
    wait_until(lambda: not inside(mini.temporary) and not inside(mini.place), 30)
    assert good.read_text() == "the last good site"


def test_what_a_killed_build_left_is_removed_by_the_next(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    (mini.place / ".running-loop-half-0123abcd-site").mkdir()
    assert mini.build().status == 0


def test_serving_shows_an_edited_program_and_survives_a_broken_one(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    with serving(mini) as address:
        wait_until(lambda: "hello" in fetch(address))
        mini.write("snippets/demo/a.py", "print('edited')\n")
        wait_until(lambda: "+edited" in (mini.place / "log").read_text())
        assert "hello" in fetch(address)
        assert "+edited" in fetch(address).partition(FAILURE)[2]
        mini.write("snippets/demo/a.out", "edited\n")
        wait_until(lambda: "edited" in fetch(address) and FAILURE not in fetch(address))
        mini.write("snippets/demo/a.py", "print('broken'); 1 / 0\n")
        wait_until(lambda: "ZeroDivisionError" in (mini.place / "log").read_text())
        assert "edited" in fetch(address)
        mini.write("snippets/demo/a.out", "mended\n")
        mini.write("snippets/demo/a.py", "print('mended')\n")
        wait_until(lambda: "mended" in fetch(address) and FAILURE not in fetch(address))


def test_an_edited_page_runs_no_program(mini: MiniSite) -> None:
    runs = mini.place / "runs"
    mini.program(f"with open({str(runs)!r}, 'a') as file:\n    file.write('ran\\n')\n")
    page = mini.place / "docs/index.md"
    with serving(mini) as address:
        wait_until(lambda: "A page" in fetch(address))
        page.write_text(page.read_text() + "\nOne more sentence.\n")
        wait_until(lambda: "One more sentence" in fetch(address))
    assert runs.read_text() == "ran\n"


@contextmanager
def serving(mini: MiniSite) -> Iterator[str]:
    port = free_port()
    command = mini.command("mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")
    with (
        (mini.place / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=mini.place, env=mini.environment(), stdout=log, stderr=log
        ) as server,
    ):
        try:
            yield f"http://127.0.0.1:{port}/mini/"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def fetch(address: str) -> str:
    try:
        with urlopen(address, timeout=10) as response:
            text: str = response.read().decode()
            return text
    except OSError:
        return ""


def wait_until(condition: Callable[[], bool], seconds: float = SERVE_TIMEOUT_S) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


def test_the_source_tree_is_left_as_it_was(mini: MiniSite) -> None:
    mini.program(HELLO, "hello\n")
    before = listing(mini.place)
    assert mini.build().status == 0
    assert [
        path for path in listing(mini.place) if path.parts[0] not in ("site", ".cache")
    ] == before


def listing(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*"))


@pytest.mark.parametrize("end", ["/v2", "/v2/en", "-de"])
def test_a_plugin_may_derive_another_place_from_that_of_the_site(mini: MiniSite, end: str) -> None:
    mini.program("print('one')\n", "one\n")
    assert mini.build().status == 0
    mini.write(
        "hook.py",
        f"""
        def on_config(config):
            config["site_dir"] += "{end}"
            return config
        """,
    )
    with (mini.place / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    for _ in range(2):
        built = mini.build()
        assert built.status == 0, built.said
        assert (mini.place / f"site{end}/index.md").is_file()
        assert (mini.place / "site/index.md").is_file()
        assert not remains(mini)
