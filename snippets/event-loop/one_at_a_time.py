# /// script
# requires-python = ">=3.11"
# ///
"""Three tasks are under way at once; never do two of them run."""

import asyncio
import threading

under_way = running = 0
most_under_way = most_running = 0
threads: set[int] = set()


def step() -> None:
    global running, most_running
    running += 1
    threads.add(threading.get_ident())
    most_running = max(most_running, running)
    sum(range(10_000))
    running -= 1


async def serve() -> None:
    global under_way, most_under_way
    under_way += 1
    most_under_way = max(most_under_way, under_way)
    step()
    await asyncio.sleep(0.2)
    step()
    under_way -= 1


async def main() -> None:
    await asyncio.gather(serve(), serve(), serve())
    print("under way at once:", most_under_way)
    print("running at once:", most_running)
    print("threads:", len(threads))


asyncio.run(main())
