"""Whole sites whose programs need a database: what builds show, say and leave behind."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from running_loop.services import external, mysql
from running_loop.services.instance import free_port
from tests.mini import BUILD_TIMEOUT_S, Built, MiniSite

HEADER = '# /// script\n# [tool.running-loop]\n# services = ["mysql"]\n# ///\n'
CONNECT = """
import os, pymysql
env = os.environ
connection = pymysql.connect(
    host=env["MYSQL_HOST"], port=int(env["MYSQL_PORT"]), user=env["MYSQL_USER"],
    password=env["MYSQL_PASSWORD"], database=env["MYSQL_DATABASE"],
)
cursor = connection.cursor()
"""
TABLE = """
cursor.execute("CREATE TABLE t (id INT PRIMARY KEY)")
cursor.execute("INSERT INTO t VALUES (1)")
cursor.execute("SELECT COUNT(*) FROM t")
print(cursor.fetchone())
"""
PROGRAM = HEADER + CONNECT + TABLE
NO_SERVER = "print('no server')\n"


@pytest.fixture(autouse=True)
def on_tier(tier: str, mini: MiniSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run each test with each kind of server; no server may be left at its end."""
    monkeypatch.setenv(mysql.VARIABLE, tier)
    yield tier
    assert [
        process for process in psutil.process_iter() if _names(process, str(mini.temporary))
    ] == []


def _names(process: psutil.Process, text: str) -> bool:
    try:
        return any(text in word for word in process.cmdline())
    except psutil.Error:
        return False


def processes(mini: MiniSite) -> list[psutil.Process]:
    """Return the server of a build that runs, and its warden."""
    found = [item for item in psutil.process_iter() if _names(item, str(mini.temporary))]
    return [item for item in found if not _names(item, "/events.pyc")]


def waiting(mini: MiniSite, name: str) -> str:
    """Return a program that says that it is ready, and waits for its server."""
    ready = str(mini.place / f"{name}.ready")
    return f"{PROGRAM}open({ready!r}, 'w').close()\ncursor.execute('SELECT SLEEP(50)')\n"


def wait_for(mini: MiniSite, *names: str) -> None:
    """Wait until these programs are ready."""
    wait_until(lambda: all((mini.place / f"{name}.ready").exists() for name in names))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + BUILD_TIMEOUT_S
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def place(mini: MiniSite, **programs: str) -> None:
    """Write programs, and a page that places them all."""
    for name, text in programs.items():
        mini.program(text, "no server\n" if text is NO_SERVER else "(1,)\n", f"demo/{name}.py")
    mini.page(*(f'snippet("demo/{name}.py")' for name in programs))


def facts(mini: MiniSite) -> list[str]:
    return [item.get_text() for item in mini.html().select(".run__facts")]


def test_a_page_says_which_server_answered(mini: MiniSite, tier: str) -> None:
    place(mini, a=PROGRAM, b=PROGRAM, c=NO_SERVER)
    built = mini.build()
    assert built.status == 0, built.said
    assert [pre.get_text() for pre in mini.html().select(".language-text pre")] == [
        "(1,)\n",
        "(1,)\n",
        "no server\n",
    ]
    server = " · MariaDB " if tier == "mariadb" else "(an emulation of MySQL) · "
    assert [server in text for text in facts(mini)] == [True, True, False]


def test_no_server_starts_when_no_program_needs_one(
    mini: MiniSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(mysql.VARIABLE, "none of them")
    mini.program("print('hello')\n", "hello\n")
    assert mini.build().status == 0


def test_a_failing_program_leaves_no_server_and_others_are_unharmed(mini: MiniSite) -> None:
    place(mini, a=PROGRAM + "1 / 0\n", b=PROGRAM)
    built = mini.build()
    assert built.status != 0
    assert "snippets/demo/a.py:18: ended with ZeroDivisionError" in built.said
    assert "snippets/demo/b.py" not in built.said


MISUSES = {
    "drops": ('cursor.execute("DROP DATABASE " + env["MYSQL_DATABASE"])\n', "dropped the database"),
    "open": ('cursor.execute("INSERT INTO t VALUES (2)")\nos._exit(0)\n', ""),
}


@pytest.mark.parametrize("kind", MISUSES)
def test_a_program_cannot_harm_others(mini: MiniSite, kind: str) -> None:
    lines, says = MISUSES[kind]
    place(mini, a=PROGRAM + lines, b=PROGRAM, c=PROGRAM)
    built = mini.build()
    assert (built.status != 0) == bool(says)
    if says:
        assert f"snippets/demo/a.py: {says}" in built.said
        assert "drop its tables instead" in built.said
    assert "snippets/demo/b.py" not in built.said
    assert "snippets/demo/c.py" not in built.said


def test_a_server_that_is_killed_in_mid_build(mini: MiniSite) -> None:
    place(mini, a=waiting(mini, "a"), b=waiting(mini, "b"), c=NO_SERVER)
    with start(mini) as build:
        wait_for(mini, "a", "b")
        (server,) = [
            item for item in processes(mini) if "warden.py" not in " ".join(item.cmdline())
        ]
        server.kill()
        built = finish(build)
    assert built.status != 0
    assert "ended with signal 9 while programs ran" in built.said
    assert "snippets/demo/a.py and 1 more: needs a database" in built.said
    assert "snippets/demo/c.py" not in built.said


def test_ctrl_c_leaves_no_server(mini: MiniSite) -> None:
    place(mini, a=waiting(mini, "a"))
    with start(mini) as build:
        wait_for(mini, "a")
        build.send_signal(signal.SIGINT)
        assert finish(build).status != 0
    assert processes(mini) == []


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_build_left_is_removed_by_the_next(
    mini: MiniSite, sent: signal.Signals
) -> None:
    place(mini, a=waiting(mini, "a"))
    with start(mini) as build:
        wait_for(mini, "a")
        left = processes(mini)
        build.send_signal(sent)
    _, alive = psutil.wait_procs(left, timeout=20)
    assert (len(left), alive) == (2, [])
    place(mini, a=PROGRAM)
    assert mini.build().status == 0


def test_a_wrong_url_is_told_once(mini: MiniSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(mysql.VARIABLE)
    monkeypatch.setenv(external.VARIABLE, f"mysql://me:secret@127.0.0.1:{free_port()}/mine")
    place(mini, a=PROGRAM, b=PROGRAM, c=NO_SERVER)
    built = mini.build()
    assert built.status != 0
    assert built.said.count("refused: (2003") == 1
    assert "snippets/demo/a.py and 1 more: needs a database, and MYSQL_URL (me@" in built.said
    assert "secret" not in built.said
    assert 'File "/' not in built.said


def test_the_command_run_gives_a_program_its_database(mini: MiniSite, tier: str) -> None:
    place(mini, a=PROGRAM)
    done = subprocess.run(
        [sys.executable, "-c", "from running_loop.cli import main; main()", "run", "demo/a.py"],
        cwd=mini.place,
        env=mini.environment(),
        capture_output=True,
        text=True,
        timeout=BUILD_TIMEOUT_S,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "(1,)\n"), done.stderr
    assert ("MariaDB" if tier == "mariadb" else "an emulation") in done.stderr


def start(mini: MiniSite) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        mini.command("mkdocs", "build"),
        cwd=mini.place,
        env=mini.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(build: "subprocess.Popen[str]") -> Built:
    said, _ = build.communicate(timeout=BUILD_TIMEOUT_S)
    return Built(build.returncode, said)
