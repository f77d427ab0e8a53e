# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Calls make coroutines; gather makes the tasks that run them."""

import asyncio


async def fetch(page: str) -> str:
    print("fetching", page, "with tasks:", len(asyncio.all_tasks()))
    await asyncio.sleep(0.1)
    return f"the {page} page"


async def main() -> None:
    calls = [fetch(page) for page in ("news", "sport", "weather")]
    await asyncio.sleep(0.1)
    print("three calls made, tasks:", len(asyncio.all_tasks()))
    print(await asyncio.gather(*calls))


asyncio.run(main())
