# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One mark for two workers: the second waits for ever."""

import asyncio

Jobs = asyncio.Queue[str | None]


async def work(name: str, jobs: Jobs) -> None:
    while (job := await jobs.get()) is not None:
        print(name, "works on the", job)
        await asyncio.sleep(0)
    print(name, "goes home")


async def main() -> None:
    jobs: Jobs = asyncio.Queue()
    for job in ("roof", "door", "wall", None):
        jobs.put_nowait(job)
    try:
        async with asyncio.timeout(0.5), asyncio.TaskGroup() as group:
            for name in ("Ada", "Ben"):
                group.create_task(work(name, jobs), name=name)
    except TimeoutError:
        print("somebody still waits for a job")


asyncio.run(main())
