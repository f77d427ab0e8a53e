# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["cook"]
# ///
"""The one who awaits TaskGroup is cancelled: and the tasks?"""

import asyncio

Task = asyncio.Task[None]


async def cook(dish: str, tidying: float) -> None:
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(tidying)
        print(dish, "put away")


async def serve(dishes: list[Task]) -> None:
    async with asyncio.TaskGroup() as group:
        for dish, tidying in {"soup": 0.5, "salad": 0}.items():
            task = group.create_task(cook(dish, tidying), name=dish)
            dishes.append(task)


async def main() -> None:
    dishes: list[Task] = []
    waiter = asyncio.create_task(serve(dishes), name="waiter")
    await asyncio.sleep(0.1)
    waiter.cancel()
    await asyncio.wait([waiter])
    print("waiter cancelled:", waiter.cancelled())
    soup, salad = dishes
    print("done: soup", soup.done(), "salad", salad.done())


asyncio.run(main())
