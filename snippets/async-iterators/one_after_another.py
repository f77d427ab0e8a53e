# /// script
# requires-python = ">=3.11"
# ///
"""`async for` finishes one item before it asks for the next."""

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
    async for drink in orders():
        await prepare(drink)


asyncio.run(main())
