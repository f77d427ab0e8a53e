# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Three ways to stop waiting for a task, and what becomes of it."""

import asyncio


async def bake() -> str:
    await asyncio.sleep(0.6)
    return "bread"


async def main() -> None:
    task = asyncio.create_task(bake(), name="wait_for")
    try:
        await asyncio.wait_for(task, 0.1)
    except TimeoutError:
        print("wait_for: cancelled:", task.cancelled())

    task = asyncio.create_task(bake(), name="shield")
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except TimeoutError:
        print("shield: cancelled:", task.cancelled(), "-", await task)

    task = asyncio.create_task(bake(), name="wait")
    done, late = await asyncio.wait([task], timeout=0.1)
    print("wait: done:", len(done), "late:", len(late), "-", await task)


asyncio.run(main())
