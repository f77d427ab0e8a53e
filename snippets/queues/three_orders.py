# /// script
# requires-python = ">=3.11"
# ///
"""The same three jobs, in the order of three queues."""

import asyncio


async def main() -> None:
    for kind in (
        asyncio.Queue[tuple[int, str]],
        asyncio.LifoQueue[tuple[int, str]],
        asyncio.PriorityQueue[tuple[int, str]],
    ):
        jobs = kind()
        for job in ((2, "letter"), (1, "telegram"), (3, "parcel")):
            await jobs.put(job)
        came = [(await jobs.get())[1] for _ in range(3)]
        print(f"{type(jobs).__name__}:", *came)


asyncio.run(main())
