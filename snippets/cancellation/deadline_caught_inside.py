# /// script
# requires-python = ">=3.11"
# ///
"""Inside the block the deadline is not a TimeoutError yet."""

import asyncio


async def load_prices() -> str:
    async with asyncio.timeout(0.1):
        try:
            await asyncio.sleep(5)
        except TimeoutError:
            return "yesterday's prices"
        except asyncio.CancelledError:
            print("inside the block: CancelledError")
            raise
    return "today's prices"


async def main() -> None:
    try:
        print(await load_prices())
    except TimeoutError:
        print("outside the block: TimeoutError")


asyncio.run(main())
