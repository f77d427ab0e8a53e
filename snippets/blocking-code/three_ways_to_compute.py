# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# measures = true
# ///
"""Two sums: one after the other, in threads, in processes."""

import asyncio
import multiprocessing
import time
from concurrent.futures import (
    Executor,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)


def compute(limit: int) -> float:
    start = time.thread_time()
    sum(n * n for n in range(limit))
    return time.thread_time() - start


async def measure(way: str, pool: Executor) -> None:
    run = asyncio.get_running_loop().run_in_executor
    # Both threads or processes are there when the clock starts.
    warm = [run(pool, time.sleep, 0.3) for _ in range(2)]
    await asyncio.gather(*warm)
    start = time.perf_counter()
    sums = [run(pool, compute, 2_000_000) for _ in range(2)]
    work = sum(await asyncio.gather(*sums))
    took = time.perf_counter() - start
    print(f"{way}: {took:.2f} s, {work / took:.1f} processors")


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    with (
        ThreadPoolExecutor(1) as one,
        ThreadPoolExecutor(2) as threads,
        ProcessPoolExecutor(2, mp_context=spawn) as processes,
    ):
        asyncio.run(measure("one thread", one))
        asyncio.run(measure("two threads", threads))
        asyncio.run(measure("two processes", processes))
