# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A list between two tasks: the cook can only look again and again."""

import asyncio

orders: list[str] = []


async def cook() -> None:
    looks = 0
    for _ in range(2):
        while not orders:
            looks += 1
            await asyncio.sleep(0)
        print("cook: makes the", orders.pop(0))
    print("cook: looked in vain over 100 times:", looks > 100)


async def waiter() -> None:
    for dish in ("soup", "salad"):
        await asyncio.sleep(0.3)
        print("waiter: orders a", dish)
        orders.append(dish)


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(cook(), name="cook")
        group.create_task(waiter(), name="waiter")


asyncio.run(main())
