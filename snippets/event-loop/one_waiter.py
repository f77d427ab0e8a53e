# /// script
# requires-python = ">=3.11"
# ///
"""One waiter who goes on to the next table: three tasks."""

import asyncio
import threading
import time


async def serve(table: str, seconds: float) -> None:
    print(f"{table}: here is the menu")
    await asyncio.sleep(seconds)
    print(f"{table}: the order is taken")


async def main() -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(serve("window", 0.9), name="window")
        group.create_task(serve("door", 0.3), name="door")
        group.create_task(serve("corner", 0.6), name="corner")
    elapsed = time.perf_counter() - start
    print("waiters at work:", threading.active_count())
    print("took less than all three:", elapsed < 1.7)


asyncio.run(main())
