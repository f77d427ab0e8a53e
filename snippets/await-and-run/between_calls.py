# /// script
# requires-python = ">=3.11"
# ///
"""Between two calls of a Runner, its tasks stand still."""

import asyncio
import time

beats: list[float] = []


async def heartbeat() -> None:
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.05)


async def start() -> asyncio.Task[None]:
    task = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.12)
    return task


with asyncio.Runner() as runner:
    task = runner.run(start())
    before = len(beats)
    time.sleep(0.2)
    print("beats between the calls:", len(beats) - before)
    runner.run(asyncio.sleep(0.12))
    print("beats went on:", len(beats) > before)
    print("task done:", task.done())
print("task cancelled:", task.cancelled())
