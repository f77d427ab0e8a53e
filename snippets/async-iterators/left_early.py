# /// script
# requires-python = ">=3.11"
# ///
"""A generator left with `break` is closed later, elsewhere."""

import asyncio
from collections.abc import AsyncGenerator


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
    async for row in rows("unnamed"):
        print("row", row)
        break
    print("after the first loop")
    await asyncio.sleep(0.1)

    kept = rows("kept")
    async for row in kept:
        print("row", row)
        break
    print("after the second loop")
    await asyncio.sleep(0.1)
    print("end of main")


asyncio.run(main())
