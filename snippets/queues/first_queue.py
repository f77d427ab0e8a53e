# /// script
# requires-python = ">=3.11"
# ///
"""A queue between two tasks: the cook sleeps until an order comes."""

import asyncio


async def cook(orders: asyncio.Queue[str]) -> None:
    for _ in range(2):
        print("cook: waits for an order")
        dish = await orders.get()
        print("cook: makes the", dish)


async def waiter(orders: asyncio.Queue[str]) -> None:
    for dish in ("soup", "salad"):
        await asyncio.sleep(0.3)
        print("waiter: orders a", dish)
        await orders.put(dish)


async def main() -> None:
    orders: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(cook(orders), name="cook")
        group.create_task(waiter(orders), name="waiter")
    print("left in the queue:", orders.qsize())


asyncio.run(main())
