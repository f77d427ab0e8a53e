# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["logging.getLogger('asyncio').setLevel"]
# timeline = "none"
# ///
"""In debug mode the message tells where the failed task was made."""

import asyncio
import logging


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


def order(dish: str) -> "asyncio.Task[None]":
    return asyncio.create_task(cook(dish), name="kitchen")


async def main() -> None:
    task = order("soup")
    await asyncio.sleep(0.1)
    del task
    print("main: goes on")


# No word about slow steps, which are not the point here.
logging.getLogger("asyncio").setLevel(logging.ERROR)
asyncio.run(main(), debug=True)
