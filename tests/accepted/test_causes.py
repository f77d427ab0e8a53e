"""What differs elsewhere is refused, and the message says on what it depends."""

import pytest

from running_loop.runs.guise import HALT, SEED, TRAITS
from tests.mini import MiniSite

DEPENDENT = {
    "import datetime; print(datetime.date.today())": TRAITS["date"],
    "import platform; print(platform.node())": TRAITS["host"],
    "import sys; print(len(sys.prefix))": TRAITS["executable"],
    "print({*map(str, range(20))})": SEED,
    "print(*set('ab'))": SEED,
}
STABLE = """
import asyncio, datetime, logging, os, pathlib, pickle, sys, tempfile, time, traceback
from concurrent.futures import ProcessPoolExecutor


class Clocked:
    clock = time.time
    kind = datetime.datetime


def text():
    return "from another process"


async def main():
    started = time.time()
    await asyncio.sleep(0.01)
    print(0 < time.time() - started < 5, Clocked().clock() > started)
    print(type(datetime.datetime.now()), isinstance(datetime.datetime.now(), Clocked.kind))
    print(datetime.datetime.now(datetime.UTC).tzinfo, datetime.date.today() > datetime.date.min)
    print(pickle.loads(pickle.dumps(datetime.datetime(2020, 1, 1))))
    print(logging.makeLogRecord({}).created >= started, time.ctime(0), time.gmtime(0).tm_year)
    print(sorted(os.environ), "sitecustomize" in sys.modules, "guise" in str(sys.path))
    print(time.time, time.strftime, os.cpu_count, os.getlogin, time.time.__module__)
    with tempfile.NamedTemporaryFile() as file:
        print(pathlib.Path(file.name).exists())
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(text).result(), pool.submit(time.time).result() >= started)


if __name__ == "__main__":
    asyncio.run(main())
    print(sys.flags, len(sys.argv), __file__.rpartition("/")[2], sys.path[0] != "")
    for wrong in (datetime.datetime.now, time.localtime, time.strftime, time.time):
        try:
            wrong("a", "b", "c")
        except TypeError:
            traceback.print_exc()
    datetime.datetime.utcnow()
    datetime.datetime.now("tz")
"""
RAISES = '# /// script\n# [tool.running-loop]\n# raises = "TypeError"\n# ///\n'


def test_output_that_depends_on_the_surroundings_is_refused(mini: MiniSite) -> None:
    cases = {f"demo/p{number}.py": case for number, case in enumerate(DEPENDENT.items())}
    for name, (text, _) in cases.items():
        mini.write(f"snippets/{name}", f"print({name!r})\n{text}\n")
    accepted = mini.accept()
    assert accepted.status == 1
    assert "unchanged: 0 of 0 programs" in accepted.said
    for name, (text, trait) in cases.items():
        said = accepted.said.partition(f"snippets/{name}: ")[2].partition("snippets/")[0]
        assert f"it depends on {trait.cause}\n" in said, (text, accepted.said)
        assert f"to mend: {trait.remedy}\n" in said, text


def test_what_fails_elsewhere_names_the_cause(mini: MiniSite) -> None:
    mini.program("import os\nassert os.cpu_count() == len(os.sched_getaffinity(0))\n")
    mini.program("import datetime\nassert datetime.date.today().year < 2027\n", name="demo/b.py")
    said = mini.accept().said
    assert "demo/b.py:2: ended with AssertionError (exit status 1): it depends on the day" in said
    assert "unchanged: 1 of 1 programs" in said


def test_what_does_not_depend_on_them_is_accepted(mini: MiniSite) -> None:
    mini.program(RAISES + STABLE)
    accepted = mini.accept()
    assert accepted.status == 0, accepted.said
    assert "guise" not in (mini.place / "snippets/demo/a.out").read_text().replace("'guise'", "")


# Whenever it is stopped, one half of it takes longer; a loaded machine slows both.
DURATIONS = """
import asyncio, time
async def half():
    started = time.monotonic()
    for _ in range(30):
        await asyncio.sleep(0.01)
    return time.monotonic() - started
async def main():
    print("alike:", abs(await half() - await half()) < 0.2)
asyncio.run(main())
"""
EVENTS = """
import asyncio
async def half(name, before, after):
    await before.wait()
    await asyncio.sleep(0.2)
    print(name)
    after.set()
async def main():
    first, second, third = (asyncio.Event() for _ in range(3))
    first.set()
    await asyncio.gather(half("two", second, third), half("one", first, second))
asyncio.run(main())
"""
ALONE = "# /// script\n# [tool.running-loop]\n# alone = true\n# ///\n"


@pytest.mark.parametrize("header", ["", ALONE])
def test_what_compares_durations_is_refused_and_what_follows_events_is_not(
    mini: MiniSite, header: str
) -> None:
    mini.write("snippets/demo/durations.py", header + DURATIONS)
    mini.write("snippets/demo/events.py", header + EVENTS)
    said = mini.accept().said
    assert "unchanged: 0 of 1 programs" in said
    assert "new snippets/demo/events.out" in said
    assert "snippets/demo/durations.py: printed something else " in said
    assert " when it was stopped for 0.25 s, " in said
    assert f"it depends on {HALT.cause}\n" in said
    assert f"to mend: {HALT.remedy}\n" in said
    assert "  -alike: True\n  +alike: False\n" in said


def test_what_fails_when_it_is_stopped_tells_why(mini: MiniSite) -> None:
    mini.program(DURATIONS.replace('print("alike:", ', "assert (").replace("0.2)", "0.2), 'slow'"))
    said = mini.accept().said
    assert "snippets/demo/a.py:8: ended with AssertionError (exit status 1), when it was" in said
    assert f"it depends on {HALT.cause}\n" in said
