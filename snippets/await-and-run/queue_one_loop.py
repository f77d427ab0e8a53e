# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A Runner keeps its loop, so the queue stays usable."""

import asyncio

jobs: asyncio.Queue[str] = asyncio.Queue()


async def work(job: str) -> None:
    worker = asyncio.create_task(jobs.get())
    await asyncio.sleep(0.1)
    jobs.put_nowait(job)
    print("worked on", await worker)


with asyncio.Runner() as runner:
    runner.run(work("letters"))
    runner.run(work("parcels"))
