# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["tell", "logging.getLogger('asyncio').addFilter"]
# timeline = "none"
# ///
"""Debug mode names the callback that held the loop."""

import asyncio
import logging
import time


def tell(record: logging.LogRecord) -> bool:
    # The whole message ends in "took 0.601 seconds".
    print(record.getMessage().partition(" took ")[0], flush=True)
    return False


async def bake() -> None:
    time.sleep(0.6)  # blocks
    await asyncio.sleep(0.1)
    print("baker: done")


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 0.5
    baker = asyncio.create_task(bake(), name="baker")
    loop.call_soon(time.sleep, 0.6)
    await baker


logging.getLogger("asyncio").addFilter(tell)
asyncio.run(main(), debug=True)
