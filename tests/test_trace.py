import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import psutil
import pytest

from tests.traced import write

PROGRAM = """
    import asyncio, sys
    async def main():
        await asyncio.sleep(0.01)
        print(sys.argv[1:], sys.stdin.read())
        sys.exit(3)
    asyncio.run(main())
    """
AIOHTTP = """
    import asyncio
    from aiohttp import ClientSession, web
    from aiohttp.test_utils import TestServer

    async def page(request):
        await asyncio.sleep(0.02)
        return web.Response(text="hello")

    async def fetch(session):
        async with session.get("/") as response:
            return await response.text()

    async def main():
        app = web.Application()
        app.router.add_get("/", page)
        async with TestServer(app) as server, ClientSession(server.make_url("/")) as session:
            print(await asyncio.gather(fetch(session), fetch(session)))

    asyncio.run(main())
    """

DJANGO = """
    import asyncio
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import AsyncClient
    from django.urls import path

    async def page(request):
        await asyncio.sleep(0.02)
        return HttpResponse("hello")

    settings.configure(ROOT_URLCONF=(path("", page),), ALLOWED_HOSTS=["*"])

    async def fetch():
        answer = await AsyncClient().get("/")
        return answer.content.decode()

    async def main():
        print(await asyncio.gather(fetch(), fetch()))

    asyncio.run(main())
    """
QUART = """
    import asyncio
    from quart import Quart

    app = Quart(__name__)

    @app.get("/")
    async def page():
        await asyncio.sleep(0.02)
        return "hello"

    async def fetch():
        answer = await app.test_client().get("/")
        return await answer.get_data(as_text=True)

    async def main():
        print(await asyncio.gather(fetch(), fetch()))

    asyncio.run(main())
    """


def run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "running_loop.trace", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_picture_beside_the_program_which_does_what_it_does(tmp_path: Path) -> None:
    write(tmp_path, PROGRAM)
    done = run(tmp_path, "program.py", "-x", "a b", given="typed")
    assert (done.returncode, done.stdout) == (3, "['-x', 'a b'] typed\n")
    assert done.stderr == "timeline: program.svg\n"
    root = ET.parse(tmp_path / "program.svg").getroot()
    assert "main" in "".join(root.itertext())


def test_words_and_events_too(tmp_path: Path) -> None:
    write(tmp_path, PROGRAM)
    run(tmp_path, "-o", "a.svg", "-o", "b.txt", "-o", "c.json", "program.py")
    assert (tmp_path / "a.svg").exists()
    assert "main waits: sleep 0.01 s (line 3)" in (tmp_path / "b.txt").read_text()
    assert json.loads((tmp_path / "c.json").read_text())[0]["event"] == "program"


def test_names_are_one_line_and_steer_no_terminal(tmp_path: Path) -> None:
    name = "x\n</text><script>1</script>\r\x1b]0;title\x07\x1b[31m\u2028\udcff"
    code = f"""
        import asyncio
        async def main():
            await asyncio.create_task(asyncio.sleep(0), name={name!a})
        asyncio.run(main())
        """
    write(tmp_path, code)
    outputs = ["-o", "a\x1b[31m\n.svg", "-o", "b.txt", "-o", "c.json"]
    done = run(tmp_path, *outputs, "program.py")
    assert done.stderr.split("\n") == [
        "timeline: a␊.svg",
        "timeline: b.txt",
        "timeline: c.json",
        "",
    ]
    root = ET.parse(tmp_path / "a\x1b[31m\n.svg").getroot()
    assert not [item for item in root.iter() if item.tag.endswith("script")]
    shown = r"x␊</text><script>1</script>␍\u2028\udcff"
    lines = (tmp_path / "b.txt").read_text().split("\n")
    assert [line.partition("  ")[2] for line in lines if "creates" in line][-1].startswith(
        f"main creates {shown}"
    )
    created = [event for event in json.loads((tmp_path / "c.json").read_text()) if "name" in event]
    assert shown in [event["name"] for event in created]


def test_an_interrupt_is_the_program_s_own(tmp_path: Path) -> None:
    code = """
        import asyncio
        async def main():
            open("ready", "w").close()
            try:
                await asyncio.sleep(30)
            finally:
                print("cleaned up", flush=True)
        asyncio.run(main())
        """
    write(tmp_path, code)
    command = [sys.executable, "-m", "running_loop.trace", "program.py"]
    options = {"cwd": tmp_path, "start_new_session": True, "text": True}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **options) as process:  # type: ignore[call-overload]
        while not (tmp_path / "ready").exists():
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.05)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=30)
    assert (process.returncode, output) == (128 + signal.SIGINT, "cleaned up\n")
    assert "✗ cancelled" in (tmp_path / "program.svg").read_text()


def test_a_program_with_aiohttp(tmp_path: Path) -> None:
    write(tmp_path, AIOHTTP)
    done = run(tmp_path, "-o", "a.txt", "program.py")
    assert done.stdout == "['hello', 'hello']\n"
    said = (tmp_path / "a.txt").read_text()
    for line in (
        "main waits: gather of 2 (line 17)",
        "fetch 1 waits: aiohttp: entering (line 10)",
        "page 1 waits: sleep 0.02 s (line 6)",
        "fetch 2 returns: 'hello'",
    ):
        assert line in said, said


@pytest.mark.parametrize(("code", "line"), [(DJANGO, 8), (QUART, 8)])
def test_a_program_with_a_web_framework(tmp_path: Path, code: str, line: int) -> None:
    write(tmp_path, code)
    done = run(tmp_path, "-o", "a.txt", "-o", "a.svg", "program.py")
    assert done.stdout == "['hello', 'hello']\n"
    said = (tmp_path / "a.txt").read_text()
    assert f"sleep 0.02 s (line {line})" in said, said
    assert "fetch 2 returns: 'hello'" in said, said
    ET.parse(tmp_path / "a.svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.py"], ["no.py: no such program", "to mend: name a file"]),
        (["folder"], ["folder: is no file", "expected: a program"]),
        (["-o", "a.png", "program.py"], ["a.png: ends in .png", "must end in .svg, .txt, .json"]),
        (["-o", "a", "program.py"], ["a: ends in nothing"]),
        (["-o", "no/such/a.svg", "program.py"], ["no/such is not there", "mkdir -p no/such"]),
        (["-o", "program.py/a.svg", "program.py"], ["program.py is no folder"]),
        (["-o", "folder.svg", "program.py"], ["folder.svg: is a folder"]),
        (["-o", "no/a.svg", "-o", "b.x", "no.py"], ["no/a.svg: ", "b.x: ", "no.py: "]),
        ([], ["the following arguments are required: program"]),
        (["-o"], ["expected one argument"]),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_runs(
    tmp_path: Path, arguments: list[str], said: list[str]
) -> None:
    write(tmp_path, "open('ran', 'w').close()")
    for name in ("folder", "folder.svg"):
        (tmp_path / name).mkdir()
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert all(words in done.stderr for words in said), done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 9
    assert not (tmp_path / "ran").exists()


def test_a_place_that_goes_away_while_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / "out.svg").symlink_to(tmp_path / "other.svg")
    program = "import os; os.mkdir('a.svg'); os.mkdir('a.svg/b'); print('ran')"
    write(tmp_path, program)
    done = run(tmp_path, "-o", "a.svg", "-o", "out.svg", "-o", "b.txt", "program.py")
    assert (done.returncode, done.stdout) == (1, "ran\n")
    assert "a.svg: was not written: " in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out.svg").is_symlink()
    assert "<svg" in (tmp_path / "other.svg").read_text()


SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1"]
# How a program ends when it is asked to: by default, in order, and in its own time.
LASTING = """
    import asyncio, os, signal, sys
    async def main():
        if sys.argv[1] == "handles":
            stop = asyncio.Event()
            for name in {signals}:
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
        # What went before is in the recording when it prints.
        await asyncio.sleep(0.4)
        print(os.getpid(), flush=True)
        if sys.argv[1] == "handles":
            await stop.wait()
            print("in order", flush=True)
        else:
            await asyncio.sleep(60)
    asyncio.run(main())
    """


@pytest.mark.parametrize("answer", ["handles", "default"])
@pytest.mark.parametrize("to_group", [False, True])
@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_reaches_the_program_and_what_was_recorded_is_drawn(
    tmp_path: Path, name: str, answer: str, *, to_group: bool
) -> None:
    write(tmp_path, LASTING.format(signals=SIGNALS))
    with started(tmp_path, "-o", "a.txt", "program.py", answer) as process:
        assert process.stdout is not None
        program = int(process.stdout.readline())
        number = getattr(signal, name)
        (os.killpg if to_group else os.kill)(process.pid, number)
        output, said = process.communicate(timeout=60)
    expected = (0, "in order\n") if answer == "handles" else (128 + number, "")
    assert (process.returncode, output) == expected, said
    assert not psutil.pid_exists(program)
    told = (tmp_path / "a.txt").read_text()
    assert "main waits: sleep 0.4 s" in told
    breaks = answer == "default" and name != "SIGINT"  # of which asyncio makes a cancellation
    assert ("breaks off" in told) == breaks, told


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of the other's end")
def test_a_tracer_that_is_killed_takes_the_program_with_it(tmp_path: Path) -> None:
    write(tmp_path, LASTING.format(signals=SIGNALS))
    with started(tmp_path, "program.py", "handles") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        # The program, which nobody asks to stop, holds the other end of the pipe.
        assert process.stdout.read() == ""


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "running_loop.trace", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def test_a_program_without_a_loop_and_one_that_is_no_program(tmp_path: Path) -> None:
    write(tmp_path, "print(1)")
    done = run(tmp_path, "program.py")
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert "no event loop ran" in done.stderr
    write(tmp_path, "print(")
    done = run(tmp_path, "program.py")
    assert done.returncode == 1
    assert "SyntaxError" in done.stderr


UVLOOP = """
    import asyncio, uvloop

    async def child(number):
        await asyncio.sleep(number / 100)
        print("child", number)

    async def main():
        await asyncio.gather(child(2), child(1))
        print(type(asyncio.get_running_loop()))

    {start}
    """
STARTS = {
    "run": "uvloop.run(main())",
    "factory": """with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())""",
    "policy": "asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())\n    asyncio.run(main())",
}


@pytest.mark.parametrize("start", STARTS)
def test_uvloop_is_named_as_what_cannot_be_traced(tmp_path: Path, start: str) -> None:
    pytest.importorskip("uvloop", reason="uvloop is made for Linux and macOS alone")
    program = write(tmp_path, UVLOOP.format(start=STARTS[start]))
    plain = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    done = run(tmp_path, "-o", "words.txt", "-o", "picture.svg", "program.py")
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert plain.stdout.startswith("child 1\nchild 2\n<class 'uvloop")
    told = {"words.txt": "cannot be traced: uvloop.Loop", "picture.svg": "not traced: uvloop.Loop<"}
    for name, words in told.items():
        assert (tmp_path / name).read_text().count(words) == 1


def test_help_says_how(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert "-o picture.svg" in done.stdout
    assert "cannot be traced" in done.stdout
