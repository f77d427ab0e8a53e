"""The rows that the tracer writes: what each kind holds, in order.

A row is a tuple of numbers, the first of which is its kind: numbers cost
least to keep and to write. Times are nanoseconds of a clock
that BEGAN sets to zero.
Texts, places and waits are defined once, in rows of their own, and then named
by their numbers; 0 stands for none.

An actor, which is whoever did something, is one number: a number of its own in
the upper bits and what it is in the lowest three (see `actor`).
"""

# What an instrumented program calls; no program can spell this name.
MARK_NAME = "<running loop>"

TEXT = 1  # number, text
PLACE = 2  # number, text of the file, text of the function, line
WAIT = 3  # number, place, callee, leaf

BEGAN = 9  # time
LOOP = 10  # time, loop or 0 if it cannot be traced, text of its type, place
STOP = 11  # time, loop
CREATE = 12  # time, loop, task, actor, place, text of its name, text of its coroutine, place of def
NAME = 13  # time, task, text of its new name
RUN = 14  # begin, actor, loop, end, outcome, wait, detail, actor it waits for if there is one
WAKE = 15  # time, task, actor, place
CANCEL = 16  # time, task, actor, place
HELD = 17  # time, actor, loop, begin of the stretch, place
THREAD = 18  # time, thread, actor, place, text of the function, place of def
THREAD_RUN = 19  # time, thread
THREAD_END = 20  # time, thread, text of its exception
MARK = 21  # time, actor, site
PRINT = 22  # time, actor, place, stream, text
LIMIT = 23  # time, number of rows
BROKEN = 24  # time, text
EXIT = 25  # time
ALIVE = 26  # time
FORKED = 27  # time; it stands alone, written by another process
TRACED = 28  # time
MISSING = 29  # time, text of what is relied on and is not there

# Outcomes of a stretch.
WAITS, AGAIN, RETURNED, RAISED, CANCELLED, ASIDE, CALLED = range(7)

# What an actor is.
PROGRAM, TASK, POOL, TIMER, SOCKET, CALLBACK, SIGNAL, OTHER_THREAD = range(8)


# The number of a PROGRAM that stands for whoever it was.
SOMEBODY = 1


def actor(kind: int, number: int = 0) -> int:
    """Return the number that stands for an actor."""
    return number << 3 | kind


def kind_of(number: int) -> int:
    """Return what an actor is."""
    return number & 7


def number_of(number: int) -> int:
    """Return the number of an actor among those of its kind."""
    return number >> 3
