# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Three tasks are under way at once; never do two of them run."""

import asyncio
import threading
from collections import Counter

now: Counter[str] = Counter()
most: Counter[str] = Counter()
threads: set[int] = set()


def begin(what: str) -> None:
    now[what] += 1
    most[what] = max(most[what], now[what])


def step() -> None:
    begin("running")
    threads.add(threading.get_ident())
    sum(range(10_000))
    now["running"] -= 1


async def serve() -> None:
    begin("under way")
    step()
    await asyncio.sleep(0.2)
    step()
    now["under way"] -= 1


async def main() -> None:
    await asyncio.gather(serve(), serve(), serve())
    print("under way at once:", most["under way"])
    print("running at once:", most["running"])
    print("threads:", len(threads))


asyncio.run(main())
