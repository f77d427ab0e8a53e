# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The one who waits is cancelled, under wait and as_completed."""

import asyncio

Task = asyncio.Task[None]


async def cook() -> None:
    await asyncio.sleep(5)


async def by_wait(dishes: list[Task]) -> None:
    await asyncio.wait(dishes)


async def by_as_completed(dishes: list[Task]) -> None:
    for step in asyncio.as_completed(dishes):
        await step


async def main() -> None:
    for serve in (by_wait, by_as_completed):
        dishes = [asyncio.create_task(cook()) for _ in range(2)]
        waiter = asyncio.create_task(serve(dishes))
        await asyncio.sleep(0)
        waiter.cancel()
        await asyncio.wait([waiter])
        print(serve.__name__, "cancelled:", waiter.cancelled())
        print("dishes asked to end:", *[d.cancelling() for d in dishes])
        for dish in dishes:
            dish.cancel()
        await asyncio.wait(dishes)


asyncio.run(main())
