# /// script
# requires-python = ">=3.11"
# ///
"""Cancelled inside `__aenter__`: nobody calls `__aexit__`."""

import asyncio


class Careless:
    async def __aenter__(self) -> None:
        print("  socket open, logging in")
        await asyncio.sleep(10)

    async def __aexit__(self, *exception: object) -> None:
        print("  socket closed")


class Careful:
    async def __aenter__(self) -> None:
        print("  socket open, logging in")
        try:
            await asyncio.sleep(10)
        except BaseException:
            print("  socket closed by __aenter__")
            raise

    async def __aexit__(self, *exception: object) -> None:
        print("  socket closed")


async def main() -> None:
    for manager in (Careless(), Careful()):
        print(type(manager).__name__)
        try:
            async with asyncio.timeout(0.1), manager:
                print("  never printed: the block did not begin")
        except TimeoutError:
            print("  TimeoutError")


asyncio.run(main())
