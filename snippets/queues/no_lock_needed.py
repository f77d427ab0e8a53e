# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Read, add, write: without an await nobody comes between."""

import asyncio

balance = {"Ada": 100}


async def deposit(amount: int) -> None:
    await asyncio.sleep(0.1)  # the bank is asked, and agrees
    old = balance["Ada"]
    balance["Ada"] = old + amount


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(deposit(20), name="from Ben")
        group.create_task(deposit(50), name="from Cem")
    print(balance)


asyncio.run(main())
