# /// script
# requires-python = ">=3.11"
# ///
"""Two awaits in a row: the second starts when the first is done."""

import asyncio


async def boil(what: str) -> str:
    print(what, "on the stove, tasks:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.3)
    return f"{what} done"


async def main() -> None:
    print(await boil("water"))
    print(await boil("milk"))


asyncio.run(main())
