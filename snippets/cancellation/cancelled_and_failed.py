# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task is cancelled in the moment in which its group fails."""

import asyncio


async def fetch(line: asyncio.Event) -> None:
    await line.wait()
    raise ConnectionError("the line is dead")


async def work(line: asyncio.Event) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch(line))
    except* ConnectionError as failed:
        print("failed:", *failed.exceptions)
    await asyncio.sleep(0.1)
    print("work goes on")


async def main() -> None:
    line = asyncio.Event()
    task = asyncio.create_task(work(line))
    await asyncio.sleep(0.1)
    line.set()
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


asyncio.run(main())
