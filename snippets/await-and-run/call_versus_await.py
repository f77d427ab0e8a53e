# /// script
# requires-python = ">=3.11"
# ///
"""A call makes a coroutine; only await runs it, and only once."""

import asyncio
import inspect


async def count_letters(word: str) -> int:
    print("counting", word)
    return len(word)


async def main() -> None:
    coroutine = count_letters("loop")
    print("coroutine made:", inspect.iscoroutine(coroutine))
    print("result:", await coroutine)
    try:
        await coroutine
    except RuntimeError as error:
        print("second await:", error)


asyncio.run(main())
