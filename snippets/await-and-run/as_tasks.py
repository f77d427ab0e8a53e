# /// script
# requires-python = ">=3.11"
# ///
"""Two tasks: both have started before the first is done."""

import asyncio


async def boil(what: str) -> str:
    print(what, "on the stove, tasks:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.3)
    return f"{what} done"


async def main() -> None:
    water = asyncio.create_task(boil("water"))
    milk = asyncio.create_task(boil("milk"))
    print(await water)
    print(await milk)


asyncio.run(main())
