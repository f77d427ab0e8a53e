# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A cancelled call runs to its end in the other process, too."""

import asyncio
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

BEGUN = Path("soup-begun")
served: list[str] = []


def cook(dish: str) -> list[str]:
    if dish == "soup":
        BEGUN.touch()
        time.sleep(0.5)
    served.append(dish)
    return served


async def main(pool: ProcessPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    soup = loop.run_in_executor(pool, cook, "soup")
    while not BEGUN.exists():
        await asyncio.sleep(0.01)
    print("soup cancelled:", soup.cancel())
    served_there = await loop.run_in_executor(pool, cook, "fish")
    print("served in the process:", served_there)
    print("served here:", served)


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as processes:
        asyncio.run(main(processes))
