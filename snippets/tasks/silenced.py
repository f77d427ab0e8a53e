# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Two ways to silence the exception of a task, unseen."""

import asyncio
from asyncio import FIRST_EXCEPTION


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


async def main() -> None:
    soup = asyncio.create_task(cook("soup"), name="soup")
    fish = asyncio.create_task(cook("fish"), name="fish")
    await asyncio.sleep(0.1)
    print("main: cancel returned", soup.cancel(), fish.cancel())
    print("main: cancelled", soup.cancelled(), fish.cancelled())
    del soup
    print("main: no message came about the soup")
    try:
        await fish
    except ValueError as error:
        print("main: await still raises:", error)

    rice = asyncio.create_task(cook("rice"), name="rice")
    clock = asyncio.create_task(asyncio.sleep(0.1), name="clock")
    await asyncio.wait([rice, clock], return_when=FIRST_EXCEPTION)
    del rice
    print("main: nor about the rice")
    await clock


asyncio.run(main())
