# /// script
# requires-python = ">=3.11"
# ///
"""`aclosing` closes the generator when the block ends."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing


async def rows(name: str) -> AsyncGenerator[int, None]:
    opened_in = asyncio.current_task()
    print("open", name)
    try:
        for row in (1, 2, 3):
            yield row
    finally:
        same = asyncio.current_task() is opened_in
        print("close", name, "in the task that opened it:", same)


async def main() -> None:
    async with aclosing(rows("cursor")) as result:
        async for row in result:
            print("row", row)
            break
    print("after the loop")
    await asyncio.sleep(0.1)
    print("end of main")


asyncio.run(main())
