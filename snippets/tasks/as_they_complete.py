# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""as_completed gives the tasks themselves, the first done first."""

import asyncio


async def fetch(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "the page"


async def main() -> None:
    names = {
        asyncio.create_task(fetch(0.5)): "slow",
        asyncio.create_task(fetch(0.1)): "fast",
    }
    try:
        async for task in asyncio.as_completed(names):
            print(names[task], "server sent", task.result())
    except TypeError as error:
        print("TypeError:", error)
        for step in asyncio.as_completed(names):
            print("some server sent", await step)
            print("one of the tasks:", step in names)


asyncio.run(main())
