# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "TypeError"
# timeline = "none"
# ///
"""Two jobs of one priority: the queue compares the jobs themselves."""

import asyncio

Job = dict[str, str]


async def main() -> None:
    jobs: asyncio.PriorityQueue[tuple[int, Job]] = (
        asyncio.PriorityQueue()
    )
    await jobs.put((1, {"telegram": "Ada"}))
    await jobs.put((2, {"letter": "Ben"}))
    await jobs.put((2, {"letter": "Cem"}))
    print("waiting:", jobs.qsize())
    try:
        print(await jobs.get())
    finally:
        print("waiting:", jobs.qsize())


asyncio.run(main())
