"""Frames of libraries: their own lines count for nothing, and what is the program's own does."""

import pytest

from running_loop.accepted import difference
from running_loop.accepted.frames import parts, settled

PLAIN = """Traceback (most recent call last):
  File "a.py", line 6, in <module>
    asyncio.run(main())
  File ".../asyncio/runners.py", line 190, in run
    return runner.run(main)
           ^^^^^^^^^^^^^^^^
  File "a.py", line 4, in main
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero
"""
GROUP = """  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 6, in <module>
  |   File ".../asyncio/runners.py", line 190, in run
  |     return runner.run(main)
  |            ^^^^^^^^^^^^^^^^
  | ExceptionGroup: both (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File ".../asyncio/tasks.py", line 649, in sleep
    |     return await future
    |            ^^^^^^^^^^^^
    | ValueError: 1
    +------------------------------------
"""


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (PLAIN, "line 190", "line 188"),
        (PLAIN, "return runner.run(main)", "with Runner() as runner:"),
        (PLAIN, "           ^^^^^^^^^^^^^^^^\n", ""),
        (PLAIN, "           ^^^^^^^^^^^^^^^^\n", "    main,\n    )\n    ^^^\n"),
        ('  File ".../asyncio/runners.py", line 1, in run\n    x\n    import sys\n', "1,", "2,"),
        ('  File "<frozen runpy>", line 190, in run\n', "line 190", "line 198"),
        (PLAIN.replace(".../asyncio/runners.py", ".../aiohttp/web.py"), "line 190", "line 1"),
        (GROUP, "line 190", "line 118"),
        (GROUP, "line 649", "line 640"),
        (GROUP, "    |     return await future\n    |            ^^^^^^^^^^^^\n", ""),
        ("<Task at .../asyncio/tasks.py:490>\n", "490", "7"),
        ("created at .../asyncio/a.py:1 and .../asyncio/b.py:2\n", ":2", ":22"),
        ('  File ".../threading.py", line 982 in run\n', "982", "981"),
        ('  File ".../asyncio/events.py", lineno 80\n', "80", "84"),
        (".../asyncio/base_events.py:123: RuntimeWarning: x\n  self._ready = 1\n", "123", "9"),
        (".../asyncio/base_events.py:1: RuntimeWarning: x\n  self._ready = 1\n", "_ready", "_r"),
        ("---\nRan 2 tests in 0.003s\n\nOK\n", "0.003", "1.250"),
        ("1 passed in 0.02s\n", "0.02s", "61.30s (0:01:01)"),
        ("1 failed, 2 passed, 1 warning in 0.02s\n", "0.02", "0.03"),
    ],
)
def test_another_release_of_a_library_prints_the_same(text: str, old: str, new: str) -> None:
    other = text.replace(old, new)
    assert other != text
    assert settled(other, text) == text
    assert difference.arranged(other, text, ()) == text
    assert difference.shown(text, other, ("a", "b")) == ""
    assert difference.lines(text, other) == ([], [])
    assert "".join(part.text for part in parts(other)) == other


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (PLAIN, "line 6", "line 7"),
        (PLAIN, "line 4, in main", "line 5, in main"),
        (PLAIN, "1 / 0", "2 / 0"),
        (PLAIN, "    ~~^~~\n", ""),
        (PLAIN, "runners.py", "tasks.py"),
        (PLAIN, "in run\n", "in walk\n"),
        (PLAIN, "by zero", "by one"),
        (PLAIN.replace(".../asyncio/", ".../not_there/"), "line 190", "line 188"),
        (PLAIN.replace(".../asyncio/runners.py", "b.py"), "line 190", "line 188"),
        (GROUP, "ValueError: 1", "ValueError: 2"),
        (GROUP, "2 sub", "3 sub"),
        ("at .../not_there/tasks.py:490\n", "490", "7"),
        ("at .../asyncio/tasks.txt:490\n", "490", "7"),
        (".../asyncio/x.py:1: RuntimeWarning: x\n  y\nz\n", "z", "u"),
        (".../asyncio/x.py:1: RuntimeWarning: x\n  y\n  z\n", "z", "u"),
        (".../asyncio/x.py:1: RuntimeWarning: was one\n", "one", "two"),
        ("a.py:1: RuntimeWarning: x\n  y\n", "  y", "  z"),
        ("line 190\n", "190", "188"),
        ("Ran 2 tests in 0.003s\n", "2 tests", "3 tests"),
        ("1 failed, 2 passed in 0.02s\n", "2 passed", "3 passed"),
        ("1 passed in 0.02s\n", "passed", "failed"),
        ("3 served in 0.02s\n", "0.02", "0.03"),
        ("door: 1 passed in 0.02s\n", "0.02", "0.03"),
        ('  File ".../asyncio/runners.py", line 190, in run\n    x\n    own: 41\n', "41", "42"),
        ('  File ".../asyncio/runners.py", line 190, in run\n    x\n    ^\n    41\n', "41", "42"),
        ('  File "<frozen codecs>", line 1, in decode\n    own: 41\n', "41", "42"),
    ],
)
def test_what_is_the_programs_own_counts(text: str, old: str, new: str) -> None:
    other = text.replace(old, new)
    assert other != text
    assert difference.arranged(other, text, ()) != text
    assert difference.lines(text, other) != ([], [])


def test_a_difference_names_no_line_of_a_library() -> None:
    other = PLAIN.replace("190", "188").replace("           ^^^^^^^^^^^^^^^^\n", "")
    other = other.replace("by zero", "by 0")
    shown = difference.shown(PLAIN, other, ("accepted", "printed"))
    assert [line for line in shown.splitlines()[2:] if line[0] in "+-"] == [
        "-ZeroDivisionError: division by zero",
        "+ZeroDivisionError: division by 0",
    ]
    assert difference.lines(PLAIN, other) == ([10], [9])
    assert difference.first_line(PLAIN, other) == 10


def test_lines_in_free_order_may_hold_frames() -> None:
    one = '  File ".../asyncio/runners.py", line {}, in run\n'
    accepted = "a\n" + one.format(1) + "b\n"
    printed = "b\na\n" + one.format(2)
    assert difference.arranged(printed, accepted, [(1, 3)]) == accepted
