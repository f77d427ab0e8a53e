# /// script
# requires-python = ">=3.11"
# ///
"""An async generator is an async iterator written as a function."""

import asyncio
from collections.abc import AsyncIterator


async def temperatures() -> AsyncIterator[int]:
    for value in (18, 21, 24):
        await asyncio.sleep(0.01)
        yield value


async def main() -> None:
    async for value in temperatures():
        print("measured", value)

    print("list:", [value async for value in temperatures()])
    warm = {c: c * 9 // 5 + 32 async for c in temperatures() if c > 20}
    print("dict:", warm)

    doubled = (value * 2 async for value in temperatures())
    print("expression:", type(doubled).__name__)
    print("first pass:", [value async for value in doubled])
    print("second pass:", [value async for value in doubled])

    try:
        list(temperatures())  # type: ignore[call-overload]
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
