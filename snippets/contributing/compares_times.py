# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Two waits at once take less time than both, one after the other."""

import asyncio
import time


async def main() -> None:
    started = time.monotonic()
    await asyncio.gather(asyncio.sleep(0.3), asyncio.sleep(0.3))
    elapsed = time.monotonic() - started
    print("less than 0.6 seconds:", elapsed < 0.6)


asyncio.run(main())
