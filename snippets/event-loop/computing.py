# /// script
# requires-python = ">=3.11"
# ///
"""Two computations as tasks: the loop wins nothing."""

import asyncio
import time


def compute() -> int:
    return sum(number * number for number in range(600_000))


async def bill() -> None:
    compute()


async def main() -> None:
    start = time.process_time()
    await bill()
    one = time.process_time() - start
    start = time.process_time()
    async with asyncio.TaskGroup() as group:
        group.create_task(bill(), name="bill 1")
        group.create_task(bill(), name="bill 2")
    two = time.process_time() - start
    print("two took longer than one and a half:", two > 1.5 * one)


asyncio.run(main())
