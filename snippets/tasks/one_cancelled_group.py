# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One of two tasks is cancelled: what TaskGroup does."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return dish


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        soup = group.create_task(cook("soup", 0.6), name="soup")
        salad = group.create_task(cook("salad", 5), name="salad")
        asyncio.get_running_loop().call_later(0.1, salad.cancel)
    print("TaskGroup raised nothing, cancelled:", salad.cancelled())
    print("served:", soup.result())


asyncio.run(main())
