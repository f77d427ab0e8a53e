# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "ValueError"
# timeline = "none"
# ///
"""A `BoundedSemaphore` raises where it is released too often."""

import asyncio


async def main() -> None:
    oven = asyncio.BoundedSemaphore(1)
    await oven.acquire()
    oven.release()
    oven.release()  # once too often


asyncio.run(main())
