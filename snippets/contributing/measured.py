# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# measures = true
# ///
"""What one step of the event loop takes here."""

import asyncio
import time

STEPS = 100_000


async def main() -> None:
    started = time.perf_counter()
    for _ in range(STEPS):
        await asyncio.sleep(0)
    seconds = time.perf_counter() - started
    print(f"{seconds / STEPS * 1_000_000:.1f} microseconds")


asyncio.run(main())
