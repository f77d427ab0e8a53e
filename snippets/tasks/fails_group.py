# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["cook"]
# ///
"""One of two tasks fails: what TaskGroup does."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(dish, "cancelled")
        raise
    if dish == "salad":
        raise ValueError("no salad left")
    print(dish, "ready")
    return dish


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            soup = group.create_task(cook("soup", 0.6), name="soup")
            group.create_task(cook("salad", 0.1), name="salad")
    except* ValueError as errors:
        print("TaskGroup raised:", errors.exceptions)
    print("soup done:", soup.done(), "cancelled:", soup.cancelled())


asyncio.run(main())
