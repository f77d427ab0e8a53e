# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Released once too often, a semaphore of one lets two in."""

import asyncio

inside: set[str] = set()


async def bake(loaf: str, oven: asyncio.Semaphore) -> None:
    async with oven:
        inside.add(loaf)
        await asyncio.sleep(0)
        print(loaf, "- in the oven:", len(inside))
        inside.remove(loaf)


async def main() -> None:
    oven = asyncio.Semaphore(1)
    await oven.acquire()
    oven.release()
    oven.release()  # once too often
    async with asyncio.TaskGroup() as group:
        for loaf in ("rye", "oat"):
            group.create_task(bake(loaf, oven), name=loaf)


asyncio.run(main())
