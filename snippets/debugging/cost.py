# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# measures = true
# stage = ["logging.getLogger('asyncio').setLevel"]
# ///
"""What debug mode costs: 5,000 tasks, without it and with it."""

import asyncio
import logging
from time import perf_counter


async def cook() -> None:
    await asyncio.sleep(0)


async def main() -> None:
    async with asyncio.TaskGroup() as kitchen:
        for _ in range(5_000):
            kitchen.create_task(cook())


# No word about slow steps, which are not the point here.
logging.getLogger("asyncio").setLevel(logging.ERROR)
for debug in (False, True):
    start = perf_counter()
    asyncio.run(main(), debug=debug)
    print(f"debug={debug}: {perf_counter() - start:.2f} s")
