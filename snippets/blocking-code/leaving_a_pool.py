# /// script
# requires-python = ">=3.11"
# ///
"""Leaving the `with` of a pool blocks the loop."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def phone(calls: list[str]) -> None:
    while True:
        calls.append("ring")
        await asyncio.sleep(0.1)


async def main() -> None:
    loop = asyncio.get_running_loop()
    calls: list[str] = []
    ringing = asyncio.create_task(phone(calls), name="phone")
    try:
        async with asyncio.timeout(0.3):
            with ThreadPoolExecutor() as pool:
                try:
                    await loop.run_in_executor(pool, time.sleep, 1)
                finally:
                    before = len(calls)
    except TimeoutError:
        print("rang before the time was up:", before > 0)
        print("rang while the pool closed:", len(calls) - before)
    ringing.cancel()
    await asyncio.wait({ringing})


asyncio.run(main())
