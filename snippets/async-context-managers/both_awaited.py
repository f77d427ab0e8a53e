# /// script
# requires-python = ">=3.11"
# ///
"""`async with` awaits entering and leaving; others run meanwhile."""

import asyncio
from typing import Self


class Connection:
    async def __aenter__(self) -> Self:
        print("connection: opening")
        await asyncio.sleep(0.2)
        print("connection: open")
        return self

    async def __aexit__(self, *exception: object) -> None:
        print("connection: closing")
        await asyncio.sleep(0.2)
        print("connection: closed")


async def other_task() -> None:
    await asyncio.sleep(0.1)
    print("other task: one step")
    await asyncio.sleep(0.2)
    print("other task: one more step")


async def main() -> None:
    other = asyncio.create_task(other_task())
    async with Connection() as connection:
        print("block: has a", type(connection).__name__)
    print("block: left")
    await other


asyncio.run(main())
