"""What the tracer relies on is there in each Python, and a recording says what is not."""

import json
import marshal
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from running_loop import timeline, tracer
from running_loop.timeline import events, waits
from running_loop.timeline.story import HOUSEKEEPING, MOST_MISSING, lacks
from running_loop.tracer import names, rows, tape
from tests.pythons_here import executables
from tests.traced import plain, traced, write

PACKAGE = Path(tracer.__file__).parent
every_python = pytest.mark.parametrize("python", executables().values(), ids=executables())
# Functions that only some versions of Python have: the first of them.
SINCE: dict[str, tuple[int, int]] = {}
VERSION = "import sys; print(*sys.version_info[:2])"
MISSING = """
    import sys
    sys.path.insert(0, {folder!r})
    from tracer import names
    for table in names.TABLES:
        for module in table:
            __import__(module)
    print(names.missing())
    """
# Where the code of functions lies that are called by their module and name.
FOUND = """
    import json, os, sys
    for name in json.loads(sys.argv[1]):
        file, _, function = name.partition(":")
        module = file.removesuffix(".py").replace("/", ".")
        __import__(module)
        found = sys.modules[module]
        for part in function.split("."):
            found = getattr(found, part, None)
        code = getattr(found, "__code__", None)
        path = code.co_filename.replace(os.sep, "/") if code else ""
        if not path.endswith("/" + file) or code.co_qualname != function:
            print(name)
    """
# Each kind of step that a callback can be, as the tracer tells them, and what hides a coroutine.
STEPS = """
    import asyncio, collections, contextlib, sys, warnings
    sys.path.insert(0, {folder!r})
    from tracer import names, places, tasks
    found = set()
    class Queue(collections.deque):
        def append(self, handle):
            if tasks.stepped(handle._callback) is not None:
                kind = type(handle._callback).__name__
                found.add(kind if kind == names.STEP_TYPE else handle._callback.__name__)
            super().append(handle)
    async def wait():
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, None)
        await future
    async def main():
        loop = asyncio.get_running_loop()
        loop._ready = Queue(loop._ready)
        await asyncio.create_task(wait())
        await asyncio.tasks._PyTask(wait(), loop=loop)
    asyncio.run(main())
    print(sorted(found))
    async def generator():
        yield
    warnings.simplefilter("ignore")
    one, coroutine = generator(), wait()
    hiding = one.asend(None), one.athrow(ValueError), anext(one, None), coroutine.__await__()
    print({{type(item).__name__ for item in hiding}} == names.OPAQUE)
    coroutine.close()
    """
RENAMED = [
    "_add_callback",
    "_chain_future",
    "_GatheringFuture",
    "_ready",
    "_set_result_unless_cancelled",
    "_wait_for_data",
]
PROGRAM = """
    import asyncio
    async def work(number):
        await asyncio.sleep(0.001)
        return await asyncio.to_thread(abs, number)
    async def main():
        print(await asyncio.gather(*map(work, range(3))))
    asyncio.run(main())
    """

# The program adds callbacks of its own that look like steps.
STRANGE = """
    import asyncio
    class Slotted:
        __slots__ = "__self__",
        def __call__(self):
            pass
    class Named(Slotted):
        def __getattribute__(self, name):
            raise RuntimeError(name)
    async def work(number):
        loop = asyncio.get_running_loop()
        for callback in (Slotted(), Named(), asyncio.current_task().get_name, [].clear):
            loop.call_soon(callback)
        future = loop.create_future()
        loop.call_soon(future.set_result, number)
        return await future
    async def main():
        print(await asyncio.gather(*map(work, range(3))))
        await asyncio.tasks._PyTask(work(1), loop=asyncio.get_running_loop())
    asyncio.run(main())
    """


def say(folder: Path, code: str, python: str, *arguments: str) -> str:
    program = write(folder, code.format(folder=str(PACKAGE.parent)))
    done = subprocess.run(
        [python, "-I", program, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@every_python
def test_nothing_is_missing(tmp_path: Path, python: str) -> None:
    assert say(tmp_path, MISSING, python) == "[]\n"


@every_python
def test_all_functions_that_waits_are_named_by_are_there(tmp_path: Path, python: str) -> None:
    version = tuple(map(int, plain(write(tmp_path, VERSION), python)[1].split()))
    told = {*waits.LEAVES, *waits.CALLEES, names.SLEEP}
    told |= {f"asyncio/base_events.py:{name}" for name in HOUSEKEEPING}
    expected = sorted(name for name in told if version >= SINCE.get(name, (3, 11)))
    code = FOUND.replace("{", "{{").replace("}", "}}")
    assert say(tmp_path, code, python, json.dumps(expected)) == ""


def test_all_functions_that_waits_are_named_by_are_relied_on() -> None:
    tables = {module: held for table in names.TABLES for module, held in table.items()}
    for name in {*waits.LEAVES, *waits.CALLEES}:
        file, _, function = name.partition(":")
        assert function in tables[file.removesuffix(".py").replace("/", ".")]
    for prefix in (*waits.SOCKETS, *waits.PROCESSES):
        assert prefix.removesuffix(".py:").replace("/", ".") in tables


@every_python
def test_a_step_of_a_task_is_known_by_its_callback(tmp_path: Path, python: str) -> None:
    expected = sorted({names.STEP_TYPE}.union(*names.STEP_NAMES.values()))
    assert say(tmp_path, STEPS, python).splitlines() == [str(expected), "True"]


@every_python
@pytest.mark.parametrize("name", RENAMED)
def test_a_recording_says_what_is_missing(tmp_path: Path, python: str, name: str) -> None:
    """The program runs with an asyncio that calls something by another name."""
    program = write(tmp_path, PROGRAM)
    original = plain(write(tmp_path, "import asyncio; print(asyncio.__file__)"), python)[1]
    shutil.copytree(Path(original.strip()).parent, tmp_path / "asyncio")
    for module in (tmp_path / "asyncio").glob("*.py"):
        source = module.read_text(encoding="utf-8")
        module.write_text(re.sub(rf"\b{name}\b", f"{name}_2", source), encoding="utf-8")
    program = write(tmp_path, PROGRAM)
    run = traced(program, python)
    assert (run.status, run.output) == plain(program, python) == (0, "[0, 1, 2]\n")
    assert [event["name"].rpartition(".")[2] for event in run.of("missing")][:1] in (
        [name],
        ["_children"],
    )
    said = f"the tracer does not find {run.of('missing')[0]['name']} in this Python"
    story = timeline.tell(run.events)
    assert said in timeline.words(story)
    assert "the timeline may be wrong" in timeline.picture(story)


@every_python
# The other one is known without its name.
@pytest.mark.parametrize("name", [names.STEP_TYPE, "__step", "__wakeup"])
def test_a_recording_says_that_steps_have_another_name(
    tmp_path: Path, python: str, name: str
) -> None:
    """The tracer looks for the names of another Python."""
    shutil.copytree(PACKAGE, tmp_path / "tracer")
    module = tmp_path / "tracer" / "names.py"
    source = module.read_text(encoding="utf-8")
    assert f'"{name}"' in source
    module.write_text(source.replace(f'"{name}"', '"other"'), encoding="utf-8")
    program = write(tmp_path, STRANGE)
    file = program.with_suffix(".events")
    launcher = str(tmp_path / "tracer" / "launcher.py")
    command = [python, "-I", "-S", launcher, str(file), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[0, 1, 2]\n"
    missing = [event for event in events.read(file) if event["event"] == "missing"]
    assert [event["name"] for event in missing] == [f"{names.STEPS} ({name})"]


def test_a_name_that_a_program_took_away_is_missing(tmp_path: Path) -> None:
    code = """
        import asyncio
        del asyncio.StreamReader._wait_for_data
        asyncio.Queue.get = asyncio.Lock = asyncio.locks.Lock = print
        asyncio.run(asyncio.sleep(0))
        """
    run = traced(write(tmp_path, code))
    missing = [event["name"] for event in run.of("missing")]
    assert missing == ["asyncio.streams.StreamReader._wait_for_data"]


def test_a_recording_is_kept_where_no_loop_was_seen_because_of_a_missing_name(
    tmp_path: Path,
) -> None:
    header = {"program": "program.py", "python": "3.99.0", "sites": []}
    written = [(rows.TEXT, 1, "_set_running_loop"), (rows.BEGAN, 0), (rows.MISSING, 5, 1)]
    file = tmp_path / "events"
    for kept, count in ((written, 1), (written[:2], 0)):
        file.write_bytes(marshal.dumps(header, 2) + marshal.dumps(kept, 2))
        played = tape.play(tape.record(file, str))
        assert len(played[1]) == 3 * count
    story = timeline.tell(events.decode(header, written))
    assert "does not find _set_running_loop" in timeline.words(story)
    assert "does not find _set_running_loop" in timeline.picture(story)


def test_of_many_missing_names_the_first_are_told() -> None:
    assert lacks(["a", "b"]).endswith("does not find a, b in this Python")
    many = lacks([f"n{number}\n" for number in range(MOST_MISSING + 2)])
    assert "n0␊, n1␊, n2␊, 2 more that it relies on in this Python" in many
