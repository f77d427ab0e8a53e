# /// script
# requires-python = ">=3.10"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Three old ways to use coroutines, and who still takes them."""

import asyncio
from collections.abc import Generator
from contextlib import closing


async def measure() -> str:
    return await asyncio.sleep(0.1, "21 degrees")


async def decorator() -> None:
    @asyncio.coroutine
    def old_measure() -> Generator[object, None, str]:
        return (yield from asyncio.sleep(0.1, "20 degrees"))

    print(await old_measure())


async def bare_coroutine() -> None:
    with closing(measure()) as coroutine:
        done, _ = await asyncio.wait([coroutine])
        print(done.pop().result())


async def loop_argument() -> None:
    loop = asyncio.get_running_loop()
    print(await asyncio.sleep(0.1, "22 degrees", loop=loop))


async def main() -> None:
    for attempt in (decorator, bare_coroutine, loop_argument):
        try:
            await attempt()
        except (AttributeError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")


asyncio.run(main())
