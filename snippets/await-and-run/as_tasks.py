# /// script
# requires-python = ">=3.11"
# ///
"""Two tasks: both have started before the first is done."""

import asyncio
import time


async def boil(what: str) -> str:
    print(what, "on the stove, tasks:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.3)
    return f"{what} done"


async def main() -> None:
    start = time.perf_counter()
    water = asyncio.create_task(boil("water"))
    milk = asyncio.create_task(boil("milk"))
    print(await water)
    print(await milk)
    elapsed = time.perf_counter() - start
    print("took the time of one:", elapsed < 0.55)


asyncio.run(main())
