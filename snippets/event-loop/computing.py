# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Two computations as tasks: the loop wins nothing."""

import asyncio
import time


async def bill() -> float:
    start = time.perf_counter()
    sum(number * number for number in range(600_000))
    return time.perf_counter() - start


async def main() -> None:
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        first = group.create_task(bill(), name="bill 1")
        second = group.create_task(bill(), name="bill 2")
    both = time.perf_counter() - start
    in_a_row = first.result() + second.result()
    print("took as long as one after the other:", both >= in_a_row)


asyncio.run(main())
