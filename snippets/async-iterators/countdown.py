# /// script
# requires-python = ">=3.11"
# ///
"""`async for` calls `anext` until `StopAsyncIteration` ends it."""

import asyncio
from typing import Self


class Countdown:
    """Count down to one, with a short wait before each number."""

    def __init__(self, start: int) -> None:
        self.left = start

    def __aiter__(self) -> Self:
        print("__aiter__")
        return self

    async def __anext__(self) -> int:
        print("__anext__")
        if self.left == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.01)
        self.left -= 1
        return self.left + 1


async def main() -> None:
    async for number in Countdown(2):
        print("loop body:", number)

    print("--- the same calls by hand")
    iterator = aiter(Countdown(1))
    print("value:", await anext(iterator))
    try:
        await anext(iterator)
    except StopAsyncIteration:
        print("StopAsyncIteration")
    print("with a default:", await anext(iterator, "nothing"))


asyncio.run(main())
