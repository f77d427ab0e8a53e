# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# exit-status = 1
# stage = ["sys.tracebacklimit"]
# timeline = "none"
# ///
"""Without the guard each process would start processes."""

import asyncio
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor

sys.tracebacklimit = 1  # A short traceback is enough.


def add(one: int, two: int) -> int:
    return one + two


async def main(pool: ProcessPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(pool, add, 1, 2))


spawn = multiprocessing.get_context("spawn")
with ProcessPoolExecutor(1, mp_context=spawn) as processes:
    asyncio.run(main(processes))
