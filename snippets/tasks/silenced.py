# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""cancel on a task that has failed silences its exception."""

import asyncio


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


asyncio.run(main())
