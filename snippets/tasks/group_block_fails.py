# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The body fails, and so does a clean-up: the group has both."""

import asyncio


async def cook(dish: str) -> None:
    print("kitchen: begins", dish)
    try:
        await asyncio.sleep(5)
    finally:
        raise RuntimeError("the sink is full")


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("soup"), name="kitchen")
            await asyncio.sleep(0.1)
            raise ConnectionError("the guests have left")
    except* (ConnectionError, RuntimeError) as errors:
        for error in errors.exceptions:
            print("main:", repr(error))


asyncio.run(main())
