# /// script
# requires-python = ">=3.11"
# ///
"""One async generator function is an async context manager."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    print("  begin")
    try:
        yield
    except BaseException as error:
        await asyncio.sleep(0.05)
        print("  roll back because of", type(error).__name__)
        print("  an Exception:", isinstance(error, Exception))
        raise
    print("  commit")


async def main() -> None:
    print("The block ends")
    async with transaction():
        print("  insert a row")
    print("The block raises")
    try:
        async with transaction():
            raise ValueError("bad row")
    except ValueError:
        print("  caught: ValueError")
    print("The block takes too long")
    try:
        async with asyncio.timeout(0.1), transaction():
            await asyncio.sleep(10)
    except TimeoutError:
        print("  caught: TimeoutError")


asyncio.run(main())
