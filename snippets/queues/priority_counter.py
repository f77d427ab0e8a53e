# /// script
# requires-python = ">=3.11"
# ///
"""A counter breaks the tie: of one priority, the older goes first."""

import asyncio
import itertools

Job = dict[str, str]
Entry = tuple[int, int, Job]


async def main() -> None:
    jobs: asyncio.PriorityQueue[Entry] = asyncio.PriorityQueue()
    turn = itertools.count()
    await jobs.put((2, next(turn), {"letter": "Ben"}))
    await jobs.put((2, next(turn), {"letter": "Cem"}))
    await jobs.put((1, next(turn), {"telegram": "Ada"}))
    while not jobs.empty():
        _, _, job = await jobs.get()
        print(job)


asyncio.run(main())
