# /// script
# requires-python = ">=3.11"
# ///
"""A generator left by `break` is closed later, by another task."""

import asyncio
from collections.abc import AsyncGenerator


async def rows() -> AsyncGenerator[str, None]:
    print("cursor: open")
    opener = asyncio.current_task()
    try:
        for row in ("first row", "second row"):
            await asyncio.sleep(0)
            yield row
    finally:
        await asyncio.sleep(0)
        same = asyncio.current_task() is opener
        print("cursor: closed, by the task that opened it:", same)


async def main() -> None:
    async for row in rows():
        print("main:", row)
        break
    print("main: after the loop")
    await asyncio.sleep(0.1)
    print("main: ends")


asyncio.run(main())
