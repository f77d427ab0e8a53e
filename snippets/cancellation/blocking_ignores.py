# /// script
# requires-python = ">=3.11"
# ///
"""A time limit of 0.1 s around code that blocks for 0.5 s."""

import asyncio
import time


async def only_blocks() -> None:
    time.sleep(0.5)


async def then_gives_way() -> None:
    time.sleep(0.5)
    await asyncio.sleep(0)


async def then_waits() -> None:
    time.sleep(0.5)
    await asyncio.sleep(5)


async def in_a_thread() -> None:
    await asyncio.to_thread(time.sleep, 0.5)


async def main() -> None:
    for work in (only_blocks, then_gives_way, then_waits, in_a_thread):
        start = time.monotonic()
        try:
            async with asyncio.timeout(0.1):
                await work()
            ending = "no TimeoutError"
        except TimeoutError:
            ending = "TimeoutError"
        late = time.monotonic() - start >= 0.5
        print(f"{work.__name__}: {ending}, after 0.5 s: {late}")


asyncio.run(main())
