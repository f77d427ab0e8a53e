# /// script
# requires-python = ">=3.11"
# ///
"""A semaphore of two: two loaves bake, the others wait."""

import asyncio

inside: set[str] = set()
crowd: list[int] = []


async def bake(loaf: str, ovens: asyncio.Semaphore) -> None:
    async with ovens:
        inside.add(loaf)
        crowd.append(len(inside))
        await asyncio.sleep(0.2)
        inside.remove(loaf)


async def main() -> None:
    ovens = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as group:
        for loaf in ("rye", "oat", "corn", "rice", "spelt"):
            group.create_task(bake(loaf, ovens), name=loaf)
        print("tasks:", len(asyncio.all_tasks()))
    print("baked:", len(crowd), "at once, at most:", max(crowd))


asyncio.run(main())
