# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""cancel takes as long as the clean-up."""

import asyncio


async def work(said: asyncio.Event) -> None:
    try:
        await asyncio.sleep(5)
    finally:
        print("work: says goodbye")
        await said.wait()
        print("work: has closed the line")


async def main() -> None:
    said = asyncio.Event()
    task = asyncio.create_task(work(said), name="work")
    await asyncio.sleep(0.2)
    print("main: cancel", task.cancel())
    await asyncio.sleep(0.3)
    print("main: done already:", task.done())
    said.set()
    await asyncio.wait([task])
    print("main: cancelled:", task.cancelled())


asyncio.run(main())
