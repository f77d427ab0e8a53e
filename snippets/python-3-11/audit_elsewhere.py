# /// script
# requires-python = ">=3.10"
# ///
"""What an audit hook hears outside asyncio."""

import ctypes
import gc
import mmap
import os
import sqlite3
import sys
import time
from functools import partial

CALLS = {
    "a database": lambda: sqlite3.connect(":memory:").close(),
    "a library": partial(ctypes.CDLL, None),
    "shared memory": partial(mmap.mmap, -1, 1),
    "a folder": os.listdir,
    "all objects": gc.get_objects,
    "a sleep": partial(time.sleep, 0.01),
}
heard: list[str] = []


def listen(event: str, arguments: tuple[object, ...]) -> None:
    heard.append(f"{event} with {len(arguments)}")


sys.addaudithook(listen)
for name, call in CALLS.items():
    heard.clear()
    call()
    # Those of an import, such as open, have no dot in their names.
    events = [event for event in heard if "." in event]
    print(f"{name}:", ", ".join(events) or "nothing")
