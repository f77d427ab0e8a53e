# /// script
# requires-python = ">=3.11"
# ///
"""A task for each item lets the loop ask for the next one."""

import asyncio
from collections.abc import AsyncIterator


async def orders() -> AsyncIterator[str]:
    for drink in ("tea", "coffee", "cocoa"):
        await asyncio.sleep(0.03)
        print("order:", drink)
        yield drink


async def prepare(drink: str) -> None:
    print("  start", drink)
    await asyncio.sleep(0.5)
    print("  done", drink)


async def main() -> None:
    async with asyncio.TaskGroup() as tasks:
        async for drink in orders():
            tasks.create_task(prepare(drink))
    print("all done")


asyncio.run(main())
