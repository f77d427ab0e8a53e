# /// script
# requires-python = ">=3.11"
# ///
"""Read, await, write: the second deposit overwrites the first."""

import asyncio

balance = {"Ada": 100}


async def deposit(amount: int) -> None:
    old = balance["Ada"]
    await asyncio.sleep(0.1)  # the bank is asked, and agrees
    balance["Ada"] = old + amount


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(deposit(20), name="from Ben")
        group.create_task(deposit(50), name="from Cem")
    print(balance)


asyncio.run(main())
