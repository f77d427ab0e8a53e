# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The warning names the line where the coroutine was destroyed."""

import asyncio
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


asyncio.run(main())
