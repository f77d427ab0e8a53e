# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task that is cancelled before its first step runs no line."""

import asyncio
from io import StringIO


async def copy(page: StringIO) -> None:
    try:
        print("copies the page")
        await asyncio.sleep(0.1)
    finally:
        page.close()
        print("page closed")


async def main() -> None:
    for steps in (1, 0):
        page = StringIO("a page")
        task = asyncio.create_task(copy(page), name="copy")
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        print("cancelled:", task.cancelled(), end=", ")
        print("page closed:", page.closed)


asyncio.run(main())
