import re
import signal
import subprocess
import textwrap
from pathlib import Path

import pytest

from running_loop import timeline, tracer
from running_loop.timeline import events
from tests.pythons_here import executables
from tests.traced import Traced, plain, traced, write

every_python = pytest.mark.parametrize("python", executables().values(), ids=executables())
from_312 = pytest.mark.parametrize(
    "python",
    executables(above="3.11").values(),
    ids=executables(above="3.11"),
)


def trace(folder: Path, code: str, python: str) -> Traced:
    """Trace a program, and check that it behaves as it does untraced."""
    program = write(folder, code)
    run = traced(program, python)
    assert (run.status, _steady(run.output)) == _both(plain(program, python))
    assert not run.of("broken", "missing")
    moments = [event["at"] for event in run.events]
    assert moments == sorted(moments)
    return run


def _both(run: tuple[int, str]) -> tuple[int, str]:
    return run[0], _steady(run[1])


def _steady(output: str) -> str:
    return re.sub(r"0x[0-9a-f]+|took [\d.]+", "", output)


@every_python
def test_two_tasks_in_turn(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def boil(what, seconds):
            await asyncio.sleep(seconds)
            return what
        async def main():
            water = asyncio.create_task(boil("water", 0.4))
            await boil("milk", 0.1)
            print(await water)
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("create", "run", "wait", "wake", "end", "print")[:17] == [
        "create main by program :9",
        "run main :5",
        "create boil by main :6",
        "wait main sleep 0.1 s :3",
        "run boil :2",
        "wait boil sleep 0.4 s :3",
        "wake main by timer",
        "run main :3",
        "wait main task on boil :8",
        "wake boil by timer",
        "run boil :3",
        "wake main by boil",
        "end boil returned 'water'",
        "run main :8",
        "print water by main :8",
        "end main returned",
        # The tasks with which `asyncio.run` ends.
        "create BaseEventLoop.shutdown_asyncgens by program :9",
    ]


@every_python
def test_a_hand_over_through_a_queue(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def take(queue):
            return await queue.get()
        async def main():
            queue = asyncio.Queue(1)
            taker = asyncio.create_task(take(queue), name="taker")
            await asyncio.sleep(0)
            queue.put_nowait("item")
            await taker
        asyncio.run(main())
        """
    assert trace(tmp_path, code, python).told("wait", "wake")[:5] == [
        "wait main its next turn :7",
        "wait taker queue: an item :3",
        "wake taker by main :8",
        "wait main task on taker :9",
        "wake main by taker",
    ]


@every_python
@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("asyncio.Event().wait()", "event"),
        ("asyncio.Semaphore(0).acquire()", "semaphore"),
        ("asyncio.Barrier(2).wait()", "barrier"),
        ("asyncio.get_running_loop().create_future()", "future"),
        ("asyncio.gather(asyncio.sleep(5), asyncio.sleep(5))", "gather of 2"),
        ("asyncio.wait([asyncio.create_task(asyncio.sleep(5))])", "tasks"),
        ("asyncio.StreamReader().readline()", "data"),
    ],
)
def test_what_a_task_waits_for(tmp_path: Path, python: str, expression: str, words: str) -> None:
    code = f"""
        import asyncio
        async def main():
            try:
                async with asyncio.timeout(0.05):
                    await {expression}
            except TimeoutError:
                print("timeout")
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert f"wait main {words} :5" in run.told("wait")
    assert "cancel main by timer" in run.told("cancel")


@every_python
def test_a_lock_in_the_hands_of_another_task(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def use(lock):
            async with lock:
                await asyncio.sleep(0.01)
        async def main():
            lock = asyncio.Lock()
            async with asyncio.TaskGroup() as group:
                group.create_task(use(lock), name="A")
                group.create_task(use(lock), name="B")
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert [line for line in run.told("wait", "wake", "entered", "left") if " B" in line] == [
        "wait B lock :3",
        "wake B by A :3",
        "entered B lock :3",
        "wait B sleep 0.01 s :4",
        "wake B by timer",
        "left B lock :3",
        "wake main by B",
    ]


@every_python
def test_entry_and_exit_of_async_with_and_each_item(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        class Door:
            async def __aenter__(self): pass
            async def __aexit__(self, *error): return True
        async def count():
            yield 1
            yield 2
        async def main():
            async with Door():
                async for number in count():
                    print(number)
            async with Door():
                raise ValueError
            print([number async for number in count()])
        asyncio.run(main())
        """
    kinds = "enter", "entered", "leave", "left", "item", "exhausted", "print"
    assert trace(tmp_path, code, python).told(*kinds) == [
        "enter main Door() :9",
        "entered main Door() :9",
        "item main count() :10",
        "print 1 by main :11",
        "item main count() :10",
        "print 2 by main :11",
        "exhausted main count() :10",
        "leave main Door() :9",
        "left main Door() :9",
        "enter main Door() :12",
        "entered main Door() :12",
        "leave main Door() :12",
        "left main Door() :12",
        "item main count() :14",
        "item main count() :14",
        "print [1, 2] by main :14",
    ]


@every_python
def test_a_wait_inside_an_async_generator(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def pages():
            await asyncio.sleep(0.01)
            yield 1
        class Bell:
            def __await__(self):
                yield from asyncio.sleep(0.01).__await__()
        async def main():
            async for page in pages():
                await Bell()
        asyncio.run(main())
        """
    waits = ["wait main sleep 0.01 s :3", "wait main sleep 0.01 s :7"]
    assert trace(tmp_path, code, python).told("wait") == waits


@every_python
def test_a_failure_in_a_group_and_who_is_cancelled_by_whom(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def bad():
            await asyncio.sleep(0.01)
            raise ValueError("no page")
        async def main():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(asyncio.sleep(5), name="slow")
                    group.create_task(bad(), name="bad")
            except* ValueError:
                raise RuntimeError("given up")
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.status == 1
    assert run.told("end", "cancel")[:5] == [
        "end bad raised ValueError: no page :4",
        "cancel slow by bad",
        "cancel main by bad",
        "end slow cancelled",
        "end main raised RuntimeError: given up :11",
    ]


@every_python
def test_nested_failures(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def bad(error):
            raise error
        async def group():
            async with asyncio.TaskGroup() as group:
                group.create_task(bad(OSError(2, "no file")))
        async def main():
            async with asyncio.TaskGroup() as group_of_groups:
                group_of_groups.create_task(group())
                group_of_groups.create_task(bad(KeyError(3)))
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    nested = "ExceptionGroup (KeyError, ExceptionGroup (FileNotFoundError: no file))"
    assert f"end main raised {nested} :8" in run.told("end")


@every_python
def test_every_way_to_be_cancelled(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def inner():
            await asyncio.sleep(5)
        async def outer():
            await asyncio.create_task(inner(), name="inner")
        async def main():
            first = asyncio.create_task(outer(), name="outer")
            unborn = asyncio.create_task(inner(), name="unborn")
            unborn.cancel()
            await asyncio.sleep(0.01)
            first.cancel()
            await asyncio.wait([first, unborn])
            me = asyncio.current_task()
            def stop():
                me.cancel()
            asyncio.get_running_loop().call_soon(stop)
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                me.uncancel()
            me.cancel()
            await asyncio.sleep(5)
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("cancel") == [
        "cancel unborn by main",
        "cancel outer by main :11",
        "cancel inner by main :11",
        "cancel main by callback main.<locals>.stop :15",
        "cancel main by main",
    ]


@every_python
def test_threads_and_executors(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, time
        def work(number):
            time.sleep(0.03)
            return 1 // number
        async def main():
            print(await asyncio.to_thread(work, 1))
            try:
                await asyncio.get_running_loop().run_in_executor(None, work, 0)
            except ZeroDivisionError:
                print("zero")
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    # Whether the thread begins before the task waits is not for us to say.
    assert run.told("thread", "wait", "thread-end", "wake")[:8] == [
        "thread by main :6",
        "wait main thread on thread 1 :6",
        "thread-end",
        "wake main by thread 1",
        "thread by main :8",
        "wait main future on thread 2 :8",
        "thread-end ZeroDivisionError",
        "wake main by thread 2",
    ]
    assert [event["thread"] for event in run.of("thread-run")] == [1, 2]
    assert [event["name"] for event in run.of("thread")] == ["work", "work"]
    assert [event["defined"] for event in run.of("thread")] == [2, 2]


@every_python
def test_another_thread_wakes_a_task(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, threading
        async def answer():
            return 42
        async def main():
            loop, bell = asyncio.get_running_loop(), asyncio.Event()
            threading.Thread(target=lambda: loop.call_soon_threadsafe(bell.set)).start()
            await bell.wait()
        asyncio.run(main())
        thread = threading.Thread(target=lambda: print(asyncio.run(answer())))
        thread.start()
        thread.join()
        """
    run = trace(tmp_path, code, python)
    assert "wake main by other thread" in run.told("wake")
    assert {event["loop"] for event in run.of("loop")} == {1, 2}
    assert "end answer returned 42" in run.told("end")


@every_python
def test_a_blocking_call_and_the_line_it_is_in(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, time
        def parse():
            time.sleep(0.2)
        async def main():
            parse()
            asyncio.get_running_loop().call_soon(parse)
            await asyncio.sleep(0.01)
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("held") == ["held main :3", "held callback parse :3"]
    assert "run callback parse :2" in run.told("run")


@every_python
def test_several_loops_one_after_another(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def main(number):
            await asyncio.sleep(0)
            return number
        print(asyncio.run(main(1)), asyncio.run(main(2)))
        with asyncio.Runner() as runner:
            print(runner.run(main(3)), runner.run(main(4)))
        """
    run = trace(tmp_path, code, python)
    loops = [event["loop"] for event in run.of("create") if event["coroutine"] == "main"]
    assert loops == [1, 2, 3, 3]


@from_312
def test_eager_tasks(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def quick():
            return 1
        async def slow(name):
            print(name, "begins")
            await asyncio.sleep(0.01)
            print(name, "ends")
        async def outer():
            inner = asyncio.create_task(slow("inner"), name="inner")
            print("outer")
            await inner
        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            asyncio.create_task(quick(), name="quick")
            task = asyncio.create_task(outer(), name="outer")
            print("main")
            await task
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("create", "aside", "run", "wait", "end", "print")[1:22] == [
        "run main :12",
        "create quick by main :14",
        "aside main on quick :14",
        "run quick :2",
        "end quick returned",
        "create outer by main :15",
        "run main :14",
        "aside main on outer :15",
        "run outer :8",
        "create inner by outer :9",
        "aside outer on inner :9",
        "run inner :4",
        "print inner begins by inner :5",
        "wait inner sleep 0.01 s :6",
        "run outer :9",
        "print outer by outer :10",
        "wait outer task on inner :11",
        "run main :15",
        "print main by main :16",
        "wait main task on outer :17",
        "run inner :6",
    ]


@every_python
def test_a_task_factory_and_a_class_in_the_place_of_task(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        class Mine(asyncio.tasks._PyTask):
            pass
        asyncio.Task = asyncio.tasks.Task = Mine
        def factory(loop, coroutine, **options):
            return Mine(coroutine, loop=loop, **options)
        async def work(number):
            await asyncio.sleep(0.01)
            return number
        async def main():
            print(await asyncio.create_task(work(1), name="one"))
            asyncio.get_running_loop().set_task_factory(factory)
            print(await asyncio.create_task(work(2), name="two"))
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    ends = [line for line in run.told("wait", "wake", "end") if line.split()[1] in {"one", "two"}]
    assert ends == [
        "wait one sleep 0.01 s :8",
        "wake one by timer",
        "end one returned 1",
        "wait two sleep 0.01 s :8",
        "wake two by timer",
        "end two returned 2",
    ]


@every_python
@pytest.mark.parametrize(
    "code",
    [
        # No frame of the tracer stands on a stack or in a traceback.
        """
        import asyncio, inspect, sys, traceback
        async def bad():
            raise KeyError("x")
        async def main():
            traceback.print_stack()
            print([frame.function for frame in inspect.stack()])
            asyncio.create_task(bad())
            await asyncio.sleep(0)
            bad()
        asyncio.run(main(), debug=True)
        1 / 0
        """,
        # Everything that says how it was started.
        """
        import sys
        print(__file__, __name__, __spec__, __package__, __doc__, type(__loader__).__name__)
        print(sorted(globals()), sys.argv, sys.orig_argv[1:], sys.path)
        print(sorted(set(sys.modules) - {"_collections", "gc"}))
        """,
        "'''A docstring.'''\nfrom __future__ import annotations\nprint(__doc__, annotations)",
        "import asyncio\nasync def main(:\n    pass",
        "import asyncio\nprint('\\d', 1 is 1)",
        # Recursion reaches exactly as deep.
        """
        import asyncio, sys
        def down(depth):
            try:
                return down(depth + 1)
            except RecursionError:
                return depth
        async def deep(depth):
            return await deep(depth - 1) if depth else down(0)
        async def main():
            print(down(0), await deep(100))
            try:
                await deep(100_000)
            except RecursionError as error:
                print(error)
        print(down(0))
        asyncio.run(main())
        """,
        # A loop that is closed early, and one that is not closed at all.
        """
        import asyncio
        async def wait():
            await asyncio.sleep(5)
        loop = asyncio.new_event_loop()
        task = loop.create_task(wait())
        loop.call_soon(loop.stop)
        loop.run_forever()
        loop.close()
        other = asyncio.new_event_loop()
        never = other.create_task(wait())
        try:
            loop.call_soon(print)
        finally:
            del task
        """,
        # An end in the middle of a step.
        """
        import asyncio, sys
        async def leave():
            sys.exit(7)
        async def main():
            await asyncio.create_task(leave())
        asyncio.run(main())
        """,
        """
        import asyncio, os, signal
        async def main():
            asyncio.get_running_loop().call_later(0.02, os.kill, os.getpid(), signal.SIGINT)
            await asyncio.sleep(5)
        asyncio.run(main())
        """,
        # Processes of its own.
        """
        import asyncio, concurrent.futures, os, sys, warnings
        warnings.simplefilter("always")
        async def main():
            await asyncio.sleep(0.05)
            child = os.fork()
            if not child:
                os._exit(3)
            print(os.waitpid(child, 0)[1])
            options = {"stdout": asyncio.subprocess.PIPE}
            echo = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(1)", **options)
            print(await echo.communicate())
        asyncio.run(main())
        """,
        # Values and exceptions whose text runs code.
        """
        import asyncio
        class Loud(Exception):
            def __repr__(self):
                print("asked")
                return "Loud"
            __str__ = __repr__
        async def main():
            asyncio.gather(loud(), give(), return_exceptions=True)
            await asyncio.sleep(0.01)
        async def loud():
            raise Loud(1)
        async def give():
            return Loud(2)
        asyncio.run(main())
        """,
        # Names that are hard to write.
        """
        import asyncio
        async def work():
            await asyncio.sleep(0)
        async def main():
            names = '<&">', "\\N{PARTY POPPER}" * 5, "n" * 300, "\\x00\\x1b[1m", "\\udcff"
            await asyncio.gather(*[asyncio.create_task(work(), name=name) for name in names])
        asyncio.run(main())
        """,
        # A disk on which there is no room for what is recorded.
        """
        import asyncio, resource
        async def main():
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            for _ in range(1000):
                await asyncio.sleep(0)
            await asyncio.sleep(0.1)
        asyncio.run(main())
        print("end")
        """,
        "import asyncio\nasync def main(): pass\nasyncio.run(main())",
        "print('no loop')",
        "",
    ],
)
def test_the_program_does_not_notice(tmp_path: Path, python: str, code: str) -> None:
    trace(tmp_path, code, python)


@every_python
def test_arguments_come_through(tmp_path: Path, python: str) -> None:
    program = write(tmp_path, "import sys; print(sys.argv[1:])")
    assert traced(program, python, "-x", "a b").output == "['-x', 'a b']\n"


@every_python
def test_the_limit_ends_the_recording_and_not_the_program(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, collections, sys
        async def work(number):
            for _ in range(3):
                await asyncio.sleep(0)
        async def main():
            await asyncio.gather(*map(work, range(10_000)))
            ready, deque = asyncio.get_running_loop()._ready, collections.deque
            # Nothing of the tracer is called any more.
            print([name for name in dir(deque) if getattr(type(ready), name) is getattr(deque, name)
                   and name in {"append", "appendleft", "clear", "popleft", "__len__"}])
            print(hasattr(ready, "__bool__"), type(ready))
            print("write" in vars(sys.stdout.buffer), sys.settrace.__name__)
        asyncio.run(main())
        """
    run = traced(write(tmp_path, code), python)
    assert (run.status, run.output.splitlines()) == (
        0,
        [
            "['__len__', 'append', 'appendleft', 'clear', 'popleft']",
            "False <class 'collections.deque'>",
            "False settrace",
        ],
    )
    assert [event["event"] for event in run.events].count("limit") == 1
    assert run.events[-1]["event"] == "limit"
    assert len(run.events) < 21_000


@every_python
def test_what_was_recorded_before_a_crash_is_there(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, os, signal
        async def main():
            print("before")
            await asyncio.sleep(0.2)
            os.kill(os.getpid(), signal.SIGKILL)
        asyncio.run(main())
        """
    run = traced(write(tmp_path, code), python)
    assert run.status == -signal.SIGKILL
    assert run.told("wait", "cut") == ["wait main sleep 0.2 s :4", "cut"]


@every_python
def test_a_program_killed_while_it_holds_the_loop(tmp_path: Path, python: str) -> None:
    program = write(
        tmp_path, "import asyncio\nasync def main():\n    while True: pass\nasyncio.run(main())\n"
    )
    file = tmp_path / "events"
    with subprocess.Popen(tracer.command(python, str(program), str(file))) as process:
        for _ in range(600):
            if file.exists() and b"Task-1" in file.read_bytes():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.1)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.kill()
    run = Traced(0, "", events.read(file))
    assert run.told("held", "cut") == ["held main :3", "cut"]
    assert run.events[-1]["at"] > run.of("held")[0]["at"]


@from_312
def test_an_eager_task_that_asks_whether_its_loop_runs(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        async def ask():
            print(asyncio.get_running_loop().is_running())
            await asyncio.sleep(0)
            print(asyncio.get_running_loop().is_running())
        def factory(loop, coroutine, **options):
            task = asyncio.eager_task_factory(loop, coroutine, **options)
            print(loop.is_running())
            return task
        async def main():
            asyncio.get_running_loop().set_task_factory(factory)
            await asyncio.create_task(ask(), name="ask")
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("create", "aside", "run", "wait", "end", "print")[1:12] == [
        "run main :10",
        "create ask by main :12",
        "aside main on ask :12",
        "run ask :2",
        "print True by ask :3",
        "wait ask its next turn :4",
        "run main :12",
        "print True by main :8",
        "wait main task on ask :12",
        "run ask :4",
        "print True by ask :5",
    ]


@every_python
def test_a_loop_of_another_kind_is_named(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio
        class Other(asyncio.AbstractEventLoop):
            def run_forever(self):
                asyncio.events._set_running_loop(self)
                asyncio.events._set_running_loop(None)
        Other().run_forever()
        """
    (loop,) = trace(tmp_path, code, python).of("loop")
    assert (loop["loop"], loop["type"]) == (0, "__main__.Other")


@every_python
def test_lines_of_libraries_are_those_that_called_them(tmp_path: Path, python: str) -> None:
    library = tmp_path / "site-packages" / "helper.py"
    library.parent.mkdir()
    library.write_text("import asyncio\nasync def rest():\n    await asyncio.sleep(0.01)\n")
    code = """
        import asyncio, sys
        sys.path.insert(0, "site-packages")
        import helper
        async def main():
            await helper.rest()
            asyncio.create_task(helper.rest())
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    assert run.told("wait")[0] == "wait main helper: rest :5"
    created = run.of("create")[1]
    assert (created["library"], created["line"], "defined" in created) == ("helper", 6, False)


def test_an_old_recording_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    program = write(tmp_path, "import asyncio\nasync def main(:")
    program.with_suffix(".events").write_bytes(b"old")
    assert traced(program).events == []


def test_a_torn_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    program = write(tmp_path, "import asyncio\nasync def main(): print(1)\nasyncio.run(main())\n")
    run = traced(program)
    file = program.with_suffix(".events")
    whole = file.read_bytes()
    for length in range(0, len(whole), 7):
        file.write_bytes(whole[:length])
        found = events.read(file)
        assert not found or found[-1]["event"] in {"cut", "exit"}
        assert len(found) <= len(run.events) + 1
    assert found


def test_the_environment_of_the_program_is_its_own(tmp_path: Path) -> None:
    run = traced(write(tmp_path, "import os; print(sorted(os.environ))"))
    assert run.output == plain(tmp_path / "program.py")[1]


@every_python
@pytest.mark.parametrize(
    "code",
    [
        # Writing fails: nobody reads, the descriptor is closed, the disk is full.
        """
        import asyncio, os
        async def main():
            reader, writer = os.pipe()
            os.dup2(writer, 1)
            os.close(reader)
            print("x")
        asyncio.run(main())
        """,
        """
        import os, sys
        copy = os.dup(1)
        os.close(1)
        for write in (print, lambda text: sys.stdout.buffer.write(text.encode())):
            try:
                write("x")
            except OSError:
                __import__("traceback").print_exc()
        os.dup2(copy, 1)
        """,
        """
        import sys
        sys.stdout = open("/dev/full", "w", buffering=1)
        print("x")
        """,
        # What cannot be written, and what writing returns.
        """
        import array, sys, traceback
        write = sys.stdout.buffer.write
        class Loud:
            def __bytes__(self): print("asked"); return b"asked"
            def __iter__(self): print("asked"); return iter(())
        for data in (b"a\\n", bytearray(b"b\\n"), memoryview(b"c\\n"), array.array("b", [65, 10])):
            print(write(data))
        for data in ("text", None, 5, 10**15, Loud()):
            try:
                write(data)
            except TypeError:
                traceback.print_exc()
        """,
        # An interrupt while it writes, and one that is a program's own answer to a signal.
        """
        import os, signal, threading, traceback
        copy = os.dup(1)
        reader, writer = os.pipe()
        os.dup2(writer, 1)
        main = threading.main_thread().ident
        threading.Timer(0.3, signal.pthread_kill, (main, signal.SIGINT)).start()
        try:
            print("x" * 1_000_000)
        except KeyboardInterrupt:
            os.dup2(copy, 1)
            traceback.print_exc()
        """,
        # Futures of executors: callbacks, and what may not be done with them.
        """
        import asyncio, concurrent.futures, sys, traceback
        class Other(concurrent.futures.Executor):
            def submit(self, function, *arguments):
                return arguments
        def show(_):
            traceback.print_stack(file=sys.stdout)
        def work():
            return 1
        async def main():
            loop = asyncio.get_running_loop()
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                future = pool.submit(work)
                future.add_done_callback(show)
                await loop.run_in_executor(pool, work)
            for call in (
                lambda: future.set_result(3),
                lambda: future.set_exception(exception=OSError()),
                lambda: concurrent.futures.Future(1),
                lambda: loop.run_in_executor(Other(), work),
                lambda: asyncio.BaseEventLoop.is_running(),
                lambda: loop.run_until_complete(work()),
            ):
                try:
                    call()
                except BaseException:
                    traceback.print_exc()
        asyncio.run(main())
        """,
        # A loop of the program's own that fails while it is made.
        """
        import asyncio, traceback
        class Mine(asyncio.SelectorEventLoop):
            def set_debug(self, enabled):
                traceback.print_stack()
                super().set_debug(enabled)
                raise OSError
        Mine()
        """,
        # Methods of a task, names and callbacks that tell who asks.
        """
        import asyncio
        class Loud(asyncio.Task):
            def get_name(self): print("name"); return super().get_name()
            def cancelling(self): print("cancelling"); return super().cancelling()
            def done(self): print("done"); return super().done()
        class Odd:
            def __call__(self, *_): print("called")
            def __getattr__(self, name): print("asked", name); raise AttributeError(name)
        class Name:
            def __str__(self): print("str"); return "name"
            def __bool__(self): print("bool"); return True
        async def work():
            await asyncio.sleep(0.01)
        async def main():
            loop = asyncio.get_running_loop()
            await Loud(work(), loop=loop)
            loop.call_soon(Odd())
            loop.call_later(0.001, Odd())
            task = loop.create_task(work())
            task.add_done_callback(Odd())
            await task
            await loop.run_in_executor(None, Odd())
            outer = Loud(asyncio.wait_for(work(), 5), loop=loop)
            loop.call_later(0.001, outer.cancel)
            await asyncio.wait([outer])
            loop.set_task_factory(getattr(asyncio, "eager_task_factory", None))
            await loop.create_task(work(), name=Name())
            print(type(loop._ready), loop._ready)
        asyncio.run(main())
        """,
        # Functions of `os` and `time` that the program replaces.
        """
        import asyncio, os, time
        def refuse(*_):
            raise RuntimeError("blocking call in an event loop")
        async def main():
            os.write = os.fstat = os.stat = time.sleep = os.path.samestat = refuse
            for _ in range(3):
                await asyncio.sleep(0.05)
            print("end")
        asyncio.run(main())
        """,
        # Processes that it forks while its loop runs, each time with no second thread.
        """
        import asyncio, os, warnings
        warnings.simplefilter("always")
        async def main():
            for _ in range(10):
                if not os.fork():
                    os._exit(0)
                os.wait()
                await asyncio.sleep(0.001)
        asyncio.run(main())
        """,
        # Who traces sees no function of the tracer.
        """
        import asyncio, sys, threading
        seen = set()
        def look(frame, *_):
            seen.add(frame.f_code.co_filename)
            return look
        async def main():
            await asyncio.sleep(0)
            print("printed")
        for name in ("settrace", "setprofile"):
            getattr(sys, name)(look)
            asyncio.run(main())
            getattr(sys, name)(None)
        print(sorted(name for name in seen if "running" in name), sys.settrace)
        """,
        # The traces of all threads name no file of the tracer.
        """
        import asyncio, faulthandler, os, sys
        async def main():
            await asyncio.sleep(0.05)
            frames = sys._current_frames().values()
            files = {frame.f_code.co_filename for frame in frames}
            print(sorted(file for file in files if "tracer" in file))
            with open("dump", "w+") as file:
                faulthandler.dump_traceback(file)
                file.seek(0)
                print("tracer" in file.read())
        asyncio.run(main())
        """,
    ],
)
def test_no_frame_of_the_tracer_is_seen(tmp_path: Path, python: str, code: str) -> None:
    trace(tmp_path, code, python)


# How a program reaches into the tracer: by a function of the queue of its loop.
INTERRUPTED = """
    import asyncio, functools, signal, traceback
    {answer}
    async def main():
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    loop = asyncio.new_event_loop()
    ours = getattr(type(loop._ready).append, "__globals__", {{}})
    # No function of the program: it raises the signal when it is called for the first time.
    ours["stepped"] = functools.partial(next, map(signal.raise_signal, [signal.SIGINT]))
    try:
        loop.run_until_complete(main())
    except BaseException:
        text = traceback.format_exc()
        print(text[text.index("Traceback"):])
    print("running loop" in text, "tracer" in text)
    """


@every_python
def test_an_interrupt_in_the_tracer_is_raised_in_the_program(tmp_path: Path, python: str) -> None:
    run = traced(write(tmp_path, INTERRUPTED.format(answer="")), python)
    assert run.status == 0
    assert "\nFalse False\n" in run.output
    assert "KeyboardInterrupt\n" in run.output
    assert run.events[-1]["event"] == "broken"


@every_python
def test_what_a_program_raises_at_a_signal_is_not_lost(tmp_path: Path, python: str) -> None:
    answer = "def answer(*_): raise TimeoutError\n    signal.signal(signal.SIGINT, answer)"
    run = traced(write(tmp_path, INTERRUPTED.format(answer=answer)), python)
    assert "TimeoutError\n" in run.output
    assert str(tmp_path) in run.output
    assert "/tracer/" not in run.output


@every_python
def test_a_print_at_the_end_of_the_recursion(tmp_path: Path, python: str) -> None:
    """The tracer has no room there to note it, and ends; the program must not."""
    code = """
        import asyncio
        async def main():
            def down(depth):
                asyncio.get_running_loop().call_soon(len, ())
                print("down", flush=True)
                down(depth + 1)
            try:
                down(0)
            except RecursionError:
                print("back")
            await asyncio.sleep(0.01)
            print("end")
        asyncio.run(main())
        """
    program = write(tmp_path, code)
    run, (status, output) = traced(program, python), plain(program, python)
    assert (run.status, run.output[-9:]) == (status, output[-9:]) == (0, "back\nend\n")
    assert abs(run.output.count("down") - output.count("down")) <= 3
    assert all(event["text"].startswith("RecursionError") for event in run.of("broken"))


RACES = {"popleft": "_popleft", "append": "_append"}


@every_python
@pytest.mark.parametrize("method", RACES)
def test_another_thread_leaves_while_the_loop_is_at_its_queue(
    tmp_path: Path, python: str, method: str
) -> None:
    """The loop is in a function of the tracer when another thread reaches the limit."""
    code = f"""
        import asyncio, os, threading
        def flood():
            with open(os.devnull, "w"):
                for number in range(6000):
                    print(number)
        async def work(number):
            await asyncio.sleep(0)
            return number
        async def main():
            queue = asyncio.get_running_loop()._ready
            ours = type(queue).popleft.__globals__
            original = ours["{RACES[method]}"]
            def late(*arguments):
                ours["{RACES[method]}"] = original
                thread = threading.Thread(target=flood)
                thread.start()
                thread.join()
                return original(*arguments)
            ours["{RACES[method]}"] = late
            print(sum(await asyncio.gather(*map(work, range(10)))))
            print("popleft" in vars(type(queue)))
        asyncio.run(main())
        """
    run = traced(write(tmp_path, code), python)
    assert (run.status, run.output.splitlines()[-2:]) == (0, ["45", "False"])
    assert run.events[-1]["event"] == "limit"


FORKS = {
    "before its own loop, by multiprocessing": (
        1,
        """
        import multiprocessing
        process = multiprocessing.get_context("fork").Process(target=other)
        process.start()
        asyncio.run(parent())
        process.join()
        """,
    ),
    "before asyncio is imported": (
        1,
        """
        if not child:
            asyncio.run(work("child"))
            os._exit(0)
        asyncio.run(parent())
        os.waitpid(child, 0)
        """,
    ),
    "while its loop runs": (
        2,
        """
        async def main():
            for _ in range(2):
                if not os.fork():
                    other()
                    os._exit(0)
                await asyncio.sleep(0.01)
            os.wait(), os.wait()
            await parent()
        import asyncio.events
        def other():
            asyncio.events._set_running_loop(None)
            asyncio.run(work("child"))
        asyncio.run(main())
        """,
    ),
    "and runs the loop of its parent on": (
        1,
        """
        loop = asyncio.new_event_loop()
        async def main():
            print("forks", flush=True)
            loop.stop()
        loop.create_task(main())
        loop.run_forever()
        child = os.fork()
        loop.create_task(work("child" if not child else "parent"))
        loop.run_until_complete(asyncio.sleep(0.05))
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        """,
    ),
    "from a thread": (
        1,
        """
        import threading
        def thread():
            if not os.fork():
                other()
                os._exit(0)
            os.wait()
        threading.Thread(target=thread).start()
        asyncio.run(parent())
        """,
    ),
    "from a child of its own": (
        1,
        """
        if not os.fork():
            if not os.fork():
                other()
                os._exit(0)
            os.wait()
            os._exit(0)
        asyncio.run(parent())
        os.wait()
        """,
    ),
    "that runs none": (
        0,
        """
        if not os.fork():
            os.write(1, b"child\\n")
            os._exit(0)
        asyncio.run(parent())
        os.wait()
        """,
    ),
}
FORKING = """
    import os
    {early}
    import asyncio
    async def work(name):
        print(name + "\\n", end="", flush=True)
        await asyncio.sleep(0.02)
        print(name + "\\n", end="", flush=True)
    async def parent():
        await work("parent")
    def other():
        asyncio.run(work("child"))
    """


@every_python
@pytest.mark.parametrize("when", FORKS)
def test_a_forked_process_with_a_loop_is_not_drawn_but_named(
    tmp_path: Path, python: str, when: str
) -> None:
    count, code = FORKS[when]
    early = "child = os.fork()" if when.startswith("before asyncio") else ""
    program = write(tmp_path, textwrap.dedent(FORKING.format(early=early)) + textwrap.dedent(code))
    run = traced(program, python)
    status, output = plain(program, python)
    lines = [sorted(re.sub(r"pid=\d+", "", said).splitlines()) for said in (run.output, output)]
    assert (run.status, lines[0]) == (status, lines[1])
    assert len(run.of("forked")) == count
    assert not run.of("broken")
    assert run.events[-1]["event"] == "exit"
    assert not [event for event in run.of("print") if event["text"] == "child"]
    said = timeline.words(timeline.tell(run.events))
    assert ("forked process" in said) == bool(count), said


@from_312
@pytest.mark.parametrize("name", ["", ", name='handler'"])
def test_tasks_that_are_made_to_start_at_once(tmp_path: Path, python: str, name: str) -> None:
    """As aiohttp's server makes its own: with no `create_task`, and from a callback."""
    code = f"""
        import asyncio
        async def quick():
            return "quick"
        async def slow():
            await asyncio.sleep(0.01)
            return "slow"
        async def both():
            loop = asyncio.get_running_loop()
            return await asyncio.Task(slow(), loop=loop, eager_start=True{name})
        def connection_made(loop):
            loop.tasks = [
                asyncio.Task(coroutine(), loop=loop, eager_start=True{name})
                for coroutine in (quick, slow, both)
            ]
        async def main():
            loop = asyncio.get_running_loop()
            loop.call_soon(connection_made, loop)
            await asyncio.sleep(0.05)
            print(await asyncio.gather(*loop.tasks))
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    created = [event for event in run.of("create") if event.get("defined", 99) < 10]
    assert [event["coroutine"] for event in created] == ["quick", "slow", "both", "slow"]
    assert [event["line"] for event in created] == [12, 12, 12, 9]
    assert {event["name"] == "handler" for event in created} == {bool(name)}
    ends = {event["who"]: event.get("value") for event in run.of("end")}
    values = [ends[f"task {event['task']}"] for event in created]
    assert values == ["'quick'", "'slow'", "'slow'", "'slow'"]
    # Each runs from when it is made: none waits for its turn first.
    runs = {event["who"]: event["at"] for event in reversed(run.of("run"))}
    assert all(runs[f"task {event['task']}"] - event["at"] < 0.01 for event in created)


@every_python
def test_who_wakes_a_task_that_waits_for_a_process(tmp_path: Path, python: str) -> None:
    code = """
        import asyncio, concurrent.futures, multiprocessing, time
        def work(number):
            if number == 2:
                raise OSError(number)
            return number
        async def wait(pool, number):
            await asyncio.get_running_loop().run_in_executor(pool, work, number)
        async def main():
            with concurrent.futures.ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("fork")
            ) as pool:
                waits = [asyncio.create_task(wait(pool, n), name=f"w{n}") for n in (1, 2, 3)]
                await asyncio.wait(waits)
                print([task.exception() for task in waits])
        asyncio.run(main())
        """
    run = trace(tmp_path, code, python)
    woken = [line for line in run.told("wake") if line.startswith("wake w")]
    assert sorted(woken) == [f"wake w{n} by thread {n}" for n in (1, 2, 3)]
    assert sorted(event.get("value", "") for event in run.of("thread-end")) == ["", "", "OSError"]
