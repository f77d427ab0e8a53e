# /// script
# requires-python = ">=3.11"
# ///
"""Read, await, write, with a lock: one deposit after the other."""

import asyncio

balance = {"Ada": 100}


async def deposit(amount: int, lock: asyncio.Lock) -> None:
    async with lock:
        old = balance["Ada"]
        await asyncio.sleep(0.1)  # the bank is asked, and agrees
        balance["Ada"] = old + amount


async def main() -> None:
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(deposit(20, lock), name="from Ben")
        group.create_task(deposit(50, lock), name="from Cem")
    print(balance)


asyncio.run(main())
