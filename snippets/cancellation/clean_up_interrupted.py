# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A second cancel interrupts the clean-up of the first."""

import asyncio


async def work(leaving: asyncio.Event) -> None:
    try:
        await asyncio.sleep(5)
    finally:
        print("work: says goodbye")
        leaving.set()
        await asyncio.sleep(0.2)  # until the other side answers
        print("work: has closed the line")


async def main() -> None:
    for requests in (1, 2):
        leaving = asyncio.Event()
        task = asyncio.create_task(work(leaving), name="work")
        await asyncio.sleep(0)
        task.cancel()
        await leaving.wait()
        if requests == 2:
            task.cancel()
        await asyncio.wait([task])
        print("main: requests:", task.cancelling(), end=", ")
        print("cancelled:", task.cancelled())


asyncio.run(main())
