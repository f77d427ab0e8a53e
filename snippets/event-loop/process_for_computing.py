# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A computation in another process: the loop goes on."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor


def compute(limit: int) -> tuple[int, int]:
    return sum(n * n for n in range(limit)), os.getpid()


async def main() -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        computing = loop.run_in_executor(pool, compute, 3_000_000)
        turns = 0
        while not computing.done():
            turns += 1
            await asyncio.sleep(0.01)
        total, process = await computing
    print("other turns meanwhile:", turns > 2)
    print("computed here:", process == os.getpid())
    print("result:", total)


if __name__ == "__main__":
    asyncio.run(main())
