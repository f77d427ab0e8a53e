# /// script
# requires-python = ">=3.11"
# ///
"""A queue that is shut down gives what it holds, and then ends."""

import asyncio


async def work(jobs: asyncio.Queue[str]) -> None:
    try:
        while True:
            print("worked on", await jobs.get())
    except Exception as error:
        print("worker ends:", type(error).__name__)


async def main() -> None:
    jobs: asyncio.Queue[str] = asyncio.Queue()
    for job in ("letters", "parcels"):
        jobs.put_nowait(job)
    worker = asyncio.create_task(work(jobs))
    try:
        jobs.shutdown()
        jobs.put_nowait("a late letter")
    except Exception as error:
        print(f"{type(error).__name__}:", error)
    await asyncio.wait([worker], timeout=0.3)
    print("worker done:", worker.done())


asyncio.run(main())
