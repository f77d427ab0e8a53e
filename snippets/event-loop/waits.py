# /// script
# requires-python = ">=3.11"
# ///
"""Waiting: while one table chooses, the other is served."""

import asyncio


async def choosing() -> None:
    print("window: here is the menu")
    await asyncio.sleep(0.5)
    print("window: the order is taken")


async def paying() -> None:
    print("door: wants to pay")
    await asyncio.sleep(0.1)
    print("door: has paid")


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(choosing(), name="window")
        group.create_task(paying(), name="door")


asyncio.run(main())
