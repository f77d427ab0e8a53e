# /// script
# requires-python = ">=3.11,!=3.12.*"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A generator that is still open at the end, and its clean-up."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing


async def rows(name: str) -> AsyncGenerator[int, None]:
    try:
        for row in (1, 2, 3):
            yield row
    finally:
        print(name, "is closing")
        await asyncio.sleep(0.1)  # tell the server
        print(name, "is closed")


async def main() -> None:
    async with aclosing(rows("first")) as first:
        async for row in first:
            print("row", row)
            break
    second = rows("second")
    async for row in second:
        print("row", row)
        break
    print("end of main")


asyncio.run(main())
