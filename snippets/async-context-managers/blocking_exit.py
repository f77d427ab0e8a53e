# /// script
# requires-python = ">=3.11"
# ///
"""A blocking call in `__aexit__` stops every other task."""

import asyncio
import time


class Blocking:
    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *exception: object) -> None:
        time.sleep(0.6)
        print("  closed")


class Awaiting(Blocking):
    async def __aexit__(self, *exception: object) -> None:
        await asyncio.to_thread(time.sleep, 0.6)
        print("  closed")


async def heartbeat() -> None:
    await asyncio.sleep(0.1)
    print("  heartbeat, due after 0.1 s")


async def main() -> None:
    for manager in (Blocking(), Awaiting()):
        print(type(manager).__name__)
        beat = asyncio.create_task(heartbeat())
        await asyncio.sleep(0)  # let its 0.1 s begin
        async with manager:
            print("  leave the block")
        await beat


asyncio.run(main())
