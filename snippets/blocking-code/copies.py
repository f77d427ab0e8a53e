# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""What goes to another process and back are copies."""

import asyncio
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor


def salt(dishes: list[str]) -> list[str]:
    dishes.append("salt")
    return dishes


async def main(pool: ProcessPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    dishes = ["soup"]
    answer = await loop.run_in_executor(pool, salt, dishes)
    print("answer:", answer)
    print("dishes:", dishes)
    try:
        await loop.run_in_executor(pool, lambda: "soup")
    except (AttributeError, pickle.PicklingError):
        print("a lambda cannot be pickled")


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as processes:
        asyncio.run(main(processes))
