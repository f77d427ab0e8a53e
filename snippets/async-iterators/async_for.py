# /// script
# requires-python = ">=3.11"
# ///
"""An asynchronous generator waits, and the others run."""

import asyncio
from collections.abc import AsyncIterator


async def orders() -> AsyncIterator[str]:
    for drink in ("tea", "coffee"):
        await asyncio.sleep(0.2)  # until the next guest has chosen
        yield drink


async def answer_phone() -> None:
    print("  phone answered")


async def main() -> None:
    phone = asyncio.create_task(answer_phone())
    async for drink in orders():
        print("order:", drink)
    await phone


asyncio.run(main())
