# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Four ways to fetch the exception of a task."""

import asyncio


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


async def main() -> None:
    soup = asyncio.create_task(cook("soup"))
    try:
        await soup
    except ValueError as error:
        print("await raises:", error)

    rice = asyncio.create_task(cook("rice"))
    await asyncio.wait([rice])
    print("exception() returns:", repr(rice.exception()))

    fish = asyncio.gather(cook("fish"), return_exceptions=True)
    print("gather returns:", await fish)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("tea"))
    except* ValueError as errors:
        print("a group raises:", errors.exceptions)


asyncio.run(main())
