# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`join`, then `cancel`: whoever waits for a job is sent home."""

import asyncio

Jobs = asyncio.Queue[str]


async def work(name: str, jobs: Jobs) -> None:
    while True:
        job = await jobs.get()
        try:
            print(name, "works on the", job)
            await asyncio.sleep(0)
        finally:
            jobs.task_done()


async def main() -> None:
    jobs: Jobs = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        workers = [
            group.create_task(work(name, jobs), name=name)
            for name in ("Ada", "Ben")
        ]
        for job in ("roof", "door", "wall"):
            await jobs.put(job)
        await jobs.join()
        for worker in workers:
            worker.cancel()
    print("all have ended")


asyncio.run(main())
