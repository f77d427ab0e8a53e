# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The block itself fails: its error is in the group, too."""

import asyncio


async def cook(dish: str) -> None:
    print("kitchen: begins", dish)
    try:
        await asyncio.sleep(5)
    finally:
        print("kitchen: puts", dish, "away")


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("soup"), name="kitchen")
            await asyncio.sleep(0.1)
            raise ConnectionError("the guests have left")
    except* ConnectionError as errors:
        print("main:", type(errors).__name__, errors.exceptions)


asyncio.run(main())
