# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""How a timeout tells its own cancellation from that of another."""

import asyncio


async def work(leaving: asyncio.Event) -> None:
    async with asyncio.timeout(0.1):
        try:
            await asyncio.sleep(5)
        finally:
            leaving.set()
            await asyncio.sleep(0.1)


async def main() -> None:
    for also_from_outside in (False, True):
        leaving = asyncio.Event()
        task = asyncio.create_task(work(leaving), name="work")
        await leaving.wait()
        if also_from_outside:
            task.cancel()
        print("in the block, requests:", task.cancelling())
        await asyncio.wait([task])
        print("after it, requests:", task.cancelling(), end=", ")
        if task.cancelled():
            print("cancelled")
        else:
            print("failed:", repr(task.exception()))


asyncio.run(main())
