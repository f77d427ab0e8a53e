# /// script
# requires-python = ">=3.11"
# ///
"""The lock is free again, and its thread still writes."""

import asyncio
import time


def write(name: str) -> None:
    print(f"{name}: begins to write")
    time.sleep(0.8)
    print(f"{name}: has written")


async def write_alone(lock: asyncio.Lock, name: str) -> None:
    async with lock:
        await asyncio.to_thread(write, name)


async def main() -> None:
    lock = asyncio.Lock()
    anna = asyncio.create_task(write_alone(lock, "Anna"))
    await asyncio.sleep(0.2)
    ben = asyncio.create_task(write_alone(lock, "Ben"))
    anna.cancel()
    await asyncio.wait({anna, ben})
    print("Anna cancelled:", anna.cancelled())


asyncio.run(main())
