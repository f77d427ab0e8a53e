# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A process knows nothing of the context, or too much."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextvars import ContextVar

table = ContextVar("table", default="-")


def look(_: int) -> str:
    return table.get()


async def main(method: str) -> None:
    loop = asyncio.get_running_loop()
    start = multiprocessing.get_context(method)
    seen = []
    with ProcessPoolExecutor(1, mp_context=start) as pool:
        for name in "window", "door":
            table.set(name)
            seen.append(
                await loop.run_in_executor(pool, look, 1),
            )
    print(f"{method}: {seen}")


if __name__ == "__main__":
    asyncio.run(main("spawn"))
    asyncio.run(main("fork"))
