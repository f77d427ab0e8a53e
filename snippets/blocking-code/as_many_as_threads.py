# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The default executor has min(32, processors + 4) threads."""

import asyncio
import os
import sys
import threading
from collections import Counter

if sys.version_info >= (3, 13):
    processors = os.process_cpu_count() or 1
else:
    processors = os.cpu_count() or 1
size = min(32, processors + 4)
# Lets nobody through before `size` threads stand there at once.
door = threading.Barrier(size)


def enter() -> str:
    door.wait(5)
    return threading.current_thread().name


async def main() -> None:
    guests = (asyncio.to_thread(enter) for _ in range(3 * size))
    names = await asyncio.gather(*guests)
    calls = Counter(names)
    print("threads as reckoned:", len(calls) == size)
    print("calls of each thread:", set(calls.values()))


asyncio.run(main())
