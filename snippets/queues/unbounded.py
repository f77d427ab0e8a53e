# /// script
# requires-python = ">=3.11"
# ///
"""Without a bound, all are in memory when the first is developed."""

import asyncio
import tracemalloc

PHOTO = 1_000_000  # bytes
waiting: list[int] = []


async def scan(photos: asyncio.Queue[bytearray]) -> None:
    for _ in range(20):
        await photos.put(bytearray(PHOTO))


async def develop(photos: asyncio.Queue[bytearray]) -> None:
    for _ in range(20):
        await photos.get()
        waiting.append(photos.qsize())
        await asyncio.sleep(0.02)


async def main() -> None:
    tracemalloc.start()
    photos: asyncio.Queue[bytearray] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(scan(photos), name="scan")
        group.create_task(develop(photos), name="develop")
    most = tracemalloc.get_traced_memory()[1] // PHOTO
    print("waiting when the first is developed:", waiting[0])
    print("megabytes at most:", most)


asyncio.run(main())
