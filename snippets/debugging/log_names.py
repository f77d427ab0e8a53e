# /// script
# requires-python = ">=3.12"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Since 3.12 a line of the log can name the task that wrote it."""

import asyncio
import logging

logger = logging.getLogger("kitchen")


def check_stock(dish: str) -> None:
    logger.info("looks for %s", dish)


async def cook(dish: str) -> None:
    check_stock(dish)
    await asyncio.to_thread(check_stock, dish)


async def main() -> None:
    await asyncio.create_task(cook("soup"), name="Ada")
    await asyncio.create_task(cook("fish"), name="Bob")
    asyncio.get_running_loop().call_soon(check_stock, "salt")
    await asyncio.sleep(0.1)


logging.basicConfig(
    level=logging.INFO,
    format="%(taskName)s %(threadName)s: %(message)s",
)
asyncio.run(main())
