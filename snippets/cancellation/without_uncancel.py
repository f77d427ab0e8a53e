# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task that goes on after a cancellation has to uncancel itself."""

import asyncio


async def fail() -> None:
    raise ConnectionError("the line is dead")


async def work(*, uncancel: bool) -> str:
    me = asyncio.current_task()
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        if uncancel and me is not None:
            me.uncancel()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
    except* ConnectionError:
        print("  group failed")
    await asyncio.sleep(0)
    return "went on"


async def main() -> None:
    for uncancel in (True, False):
        print("uncancel:", uncancel)
        task = asyncio.create_task(work(uncancel=uncancel), name="work")
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        print(" ", "cancelled" if task.cancelled() else task.result())


asyncio.run(main())
