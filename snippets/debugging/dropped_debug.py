# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["logging.getLogger('asyncio').setLevel"]
# timeline = "none"
# ///
"""In debug mode the warning tells where the coroutine was made."""

import asyncio
import logging
from collections.abc import Coroutine


async def cook(dish: str) -> None:
    print("cooks", dish)


def take_orders() -> list[Coroutine[None, None, None]]:
    soup = cook("soup")
    fish = cook("fish")
    return [soup, fish]


async def main() -> None:
    orders = take_orders()
    await orders[0]
    orders.clear()
    print("main: done")


# No word about slow steps, which are not the point here.
logging.getLogger("asyncio").setLevel(logging.ERROR)
asyncio.run(main(), debug=True)
