# /// script
# requires-python = ">=3.10"
# ///
"""Three old ways to write coroutines, and who still takes them."""

import asyncio
from typing import Any


async def measure() -> str:
    await asyncio.sleep(0.1)
    return "21 degrees"


async def decorator() -> None:
    coroutine: Any = asyncio.coroutine  # type: ignore[attr-defined]
    print(await coroutine(measure)())


async def bare_coroutine() -> None:
    coroutine: Any = measure()
    try:
        done, _ = await asyncio.wait([coroutine])
        print(done.pop().result())
    finally:
        coroutine.close()


async def loop_argument() -> None:
    options: Any = {"loop": asyncio.get_running_loop()}
    print(await asyncio.sleep(0.1, "slept", **options))


async def main() -> None:
    for attempt in (decorator, bare_coroutine, loop_argument):
        try:
            await attempt()
        except (AttributeError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")


asyncio.run(main())
