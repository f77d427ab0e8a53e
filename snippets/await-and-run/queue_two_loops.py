# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A queue that was waited on in one loop fails in the next."""

import asyncio

jobs: asyncio.Queue[str] = asyncio.Queue()


async def work(job: str) -> None:
    worker = asyncio.create_task(jobs.get())
    await asyncio.sleep(0.1)
    jobs.put_nowait(job)
    print("worked on", await worker)


asyncio.run(work("letters"))
try:
    asyncio.run(work("parcels"))
except RuntimeError as error:
    _, problem = str(error).split(" is bound ")
    print("RuntimeError: the queue is bound", problem)
