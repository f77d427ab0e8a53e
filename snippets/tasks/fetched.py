# /// script
# requires-python = ">=3.11"
# ///
"""Four ways to fetch the exception of a task."""

import asyncio


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


async def main() -> None:
    awaited = asyncio.create_task(cook("soup"))
    try:
        await awaited
    except ValueError as error:
        print("await raises:", error)

    gathered = asyncio.gather(cook("salad"), return_exceptions=True)
    print("gather returns:", await gathered)

    waited = asyncio.create_task(cook("rice"))
    await asyncio.wait([waited])
    print("exception() returns:", repr(waited.exception()))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("tea"))
    except* ValueError as errors:
        print("a group raises:", errors.exceptions)


asyncio.run(main())
