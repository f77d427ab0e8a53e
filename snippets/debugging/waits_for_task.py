# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The text of a task tells what it waits for."""

import asyncio


async def cook() -> None:
    await asyncio.sleep(5)


async def serve(dish: "asyncio.Task[None]") -> None:
    await dish


async def main() -> None:
    soup = asyncio.create_task(cook(), name="soup")
    ada = asyncio.create_task(serve(soup), name="Ada")
    await asyncio.sleep(0.1)
    print(ada)
    print(soup)
    ada.cancel()
    await asyncio.wait({ada, soup})


asyncio.run(main())
