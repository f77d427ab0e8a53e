# /// script
# requires-python = ">=3.11"
# ///
"""What each of the four does when one task fails."""

import asyncio


async def salad() -> str:
    raise ValueError("no salad")


async def soup() -> str:
    try:
        await asyncio.sleep(0.3)
    except asyncio.CancelledError:
        print("  soup: cancelled")
        raise
    print("  soup: ready")
    return "soup"


async def with_gather() -> None:
    await asyncio.gather(soup(), salad())


async def with_group() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(soup())
        group.create_task(salad())


async def with_wait() -> None:
    tasks = [asyncio.create_task(soup()), asyncio.create_task(salad())]
    await asyncio.wait(tasks)
    print("  wait raises nothing:", repr(tasks[1].exception()))


async def with_as_completed() -> None:
    for dish in asyncio.as_completed([soup(), salad()]):
        await dish


async def main() -> None:
    for way in (with_gather, with_group, with_wait, with_as_completed):
        print(way.__name__)
        try:
            await way()
        except* ValueError as errors:
            print("  raised:", errors.exceptions)
        await asyncio.sleep(0.4)


asyncio.run(main())
