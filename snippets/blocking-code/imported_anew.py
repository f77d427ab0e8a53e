# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A process that is spawned imports the file anew."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

print("this line is run in", __name__, flush=True)


def add(one: int, two: int) -> int:
    return one + two


async def main(pool: ProcessPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(pool, add, 1, 2))


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as processes:
        asyncio.run(main(processes))
