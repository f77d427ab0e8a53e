# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""In a group the failure of the kitchen stops the waiter."""

import asyncio

MENU = {"soup": 5, "salad": 4}


async def cook(orders: asyncio.Queue[str]) -> None:
    while True:
        dish = await orders.get()
        print("kitchen:", dish, "for", MENU[dish])


async def main() -> None:
    orders: asyncio.Queue[str] = asyncio.Queue()
    try:
        async with asyncio.TaskGroup() as group:
            kitchen = group.create_task(cook(orders), name="kitchen")
            for dish in ("soup", "soop", "salad", "soup"):
                print("waiter: orders", dish)
                await orders.put(dish)
                await asyncio.sleep(0.1)
            kitchen.cancel()
    except* KeyError as errors:
        print("main: not on the menu:", *errors.exceptions)


asyncio.run(main())
