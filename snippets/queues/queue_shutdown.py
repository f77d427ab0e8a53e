# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A queue that is shut down gives what it holds, and then ends."""

import asyncio

Jobs = asyncio.Queue[str]


async def work(name: str, jobs: Jobs) -> None:
    while True:
        try:
            job = await jobs.get()
        except asyncio.QueueShutDown:
            print(name, "goes home")
            break
        print(name, "works on the", job)
        await asyncio.sleep(0)


async def main() -> None:
    if not hasattr(asyncio.Queue, "shutdown"):
        print("this Python has no Queue.shutdown")
        return
    jobs: Jobs = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Ben", "Cem"):
            group.create_task(work(name, jobs), name=name)
        await asyncio.sleep(0)  # all three begin to wait
        for job in ("roof", "door"):
            await jobs.put(job)
        jobs.shutdown()
        try:
            await jobs.put("fence")
        except asyncio.QueueShutDown:
            print("too late for the fence")
    print("all have ended")


asyncio.run(main())
