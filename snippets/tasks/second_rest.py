# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The second error: what becomes of it under the other two."""

import asyncio
from asyncio import FIRST_COMPLETED


async def cook(dish: str, begin: asyncio.Event) -> None:
    await begin.wait()
    raise ValueError(f"no {dish} left")


async def serve(way: str) -> None:
    begin = [asyncio.Event(), asyncio.Event()]
    soup = asyncio.create_task(cook("soup", begin[0]), name="soup")
    fish = asyncio.create_task(cook("fish", begin[1]), name="fish")
    begin[0].set()
    try:
        if way == "wait":
            tasks = [soup, fish]
            await asyncio.wait(tasks, return_when=FIRST_COMPLETED)
            await soup
        else:
            for step in asyncio.as_completed([soup, fish]):
                await step
    except ValueError as error:
        print(f"{way}: heard of", error, flush=True)
    begin[1].set()
    await asyncio.wait([fish])


async def main() -> None:
    await serve("wait")
    await serve("as_completed")


asyncio.run(main())
