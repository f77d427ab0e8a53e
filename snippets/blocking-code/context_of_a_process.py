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


async def main(method: str, pool: ProcessPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    seen = []
    for name in "window", "door":
        table.set(name)
        seen.append(await loop.run_in_executor(pool, look, 1))
    print(f"{method}: {seen}")


if __name__ == "__main__":
    for method in "spawn", "fork":
        start = multiprocessing.get_context(method)
        with ProcessPoolExecutor(1, mp_context=start) as processes:
            asyncio.run(main(method, processes))
