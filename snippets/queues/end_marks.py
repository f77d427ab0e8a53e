# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A mark for each worker: who takes one goes home."""

import asyncio

Jobs = asyncio.Queue[str | None]


async def work(name: str, jobs: Jobs) -> None:
    while (job := await jobs.get()) is not None:
        print(name, "works on the", job)
        await asyncio.sleep(0)
    print(name, "goes home")


async def main() -> None:
    jobs: Jobs = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Ben"):
            group.create_task(work(name, jobs), name=name)
        for job in ("roof", "door", "wall"):
            await jobs.put(job)
        for _ in ("Ada", "Ben"):
            await jobs.put(None)
    print("all have ended")


asyncio.run(main())
