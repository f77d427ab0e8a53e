# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["cook"]
# ///
"""The one who awaits gather is cancelled: and the tasks?"""

import asyncio

Task = asyncio.Task[None]


async def cook(dish: str, tidying: float) -> None:
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(tidying)
        print(dish, "put away")


async def serve(dishes: list[Task]) -> None:
    await asyncio.gather(*dishes, return_exceptions=True)


async def main() -> None:
    soup = asyncio.create_task(cook("soup", 0.5), name="soup")
    salad = asyncio.create_task(cook("salad", 0), name="salad")
    waiter = asyncio.create_task(serve([soup, salad]), name="waiter")
    await asyncio.sleep(0.1)
    waiter.cancel()
    await asyncio.wait([waiter])
    print("waiter cancelled:", waiter.cancelled())
    print("done: soup", soup.done(), "salad", salad.done())


asyncio.run(main())
