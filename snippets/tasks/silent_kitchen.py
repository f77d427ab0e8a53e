# /// script
# requires-python = ">=3.11"
# ///
"""The kitchen fails at the second order, and nobody notices."""

import asyncio

MENU = {"soup": 5, "salad": 4}


async def cook(orders: asyncio.Queue[str]) -> None:
    while True:
        dish = await orders.get()
        print("kitchen:", dish, "for", MENU[dish])


async def main() -> None:
    orders: asyncio.Queue[str] = asyncio.Queue()
    kitchen = asyncio.create_task(cook(orders), name="kitchen")
    for dish in ("soup", "soop", "salad", "soup"):
        print("waiter: orders", dish)
        await orders.put(dish)
        await asyncio.sleep(0.1)
    print("waiter: all is well,", orders.qsize(), "orders open")
    kitchen.cancel()


asyncio.run(main())
