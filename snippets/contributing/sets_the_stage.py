# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["TABLES", "bring"]
# timeline = "folded"
# ///
"""Two lookups at once; the first lines only make that possible."""

import asyncio

TABLES = {
    "door": "soup",
    "window": "salad",
}


async def bring(table: str) -> str:
    await asyncio.sleep(0.1)
    return TABLES[table]


async def main() -> None:
    print(await asyncio.gather(bring("door"), bring("window")))


asyncio.run(main())
