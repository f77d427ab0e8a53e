# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`shutdown(immediate=True)` throws away what nobody has taken."""

import asyncio


async def work(jobs: asyncio.Queue[str], begun: asyncio.Event) -> None:
    while True:
        try:
            job = await jobs.get()
        except asyncio.QueueShutDown:
            print("worker: goes home")
            break
        print("worker: begins the", job)
        begun.set()
        await asyncio.sleep(0.2)
        print("worker: the", job, "is done")
        jobs.task_done()


async def main() -> None:
    if not hasattr(asyncio.Queue, "shutdown"):
        print("this Python has no Queue.shutdown")
        return
    jobs: asyncio.Queue[str] = asyncio.Queue()
    for job in ("roof", "door", "wall"):
        jobs.put_nowait(job)
    begun = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(work(jobs, begun), name="worker")
        await begun.wait()
        jobs.shutdown(immediate=True)
        print("main: left in the queue:", jobs.qsize())
        await jobs.join()
        print("main: join has returned")


asyncio.run(main())
