# /// script
# requires-python = ">=3.11"
# ///
"""A blocking call in `__anext__` stops every other task."""

import asyncio
import time
from typing import Self


class Readings:
    """Five readings, counted down."""

    left = 5

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> int:
        if self.left == 0:
            raise StopAsyncIteration
        self.left -= 1
        time.sleep(0.05)
        return self.left


async def heartbeat(beats: list[str]) -> None:
    while True:
        beats.append("beat")
        await asyncio.sleep(0.01)


async def main() -> None:
    beats: list[str] = []
    task = asyncio.create_task(heartbeat(beats))
    readings = [reading async for reading in Readings()]
    print("readings:", readings)
    print("the heart has beaten:", bool(beats))
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
