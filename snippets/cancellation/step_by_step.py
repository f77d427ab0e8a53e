# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""What cancel does, and when."""

import asyncio


async def guest(dish: asyncio.Future[str]) -> None:
    try:
        print("guest: eats", await dish)
    except asyncio.CancelledError as reason:
        print("guest: leaves, because", reason)
        print("guest: future cancelled:", dish.cancelled())
        raise


async def main() -> None:
    loop = asyncio.get_running_loop()
    dish: asyncio.Future[str] = loop.create_future()
    task = asyncio.create_task(guest(dish), name="guest")
    await asyncio.sleep(0.2)

    print("main: cancel returns", task.cancel("the kitchen is on fire"))
    print("main: future cancelled:", dish.cancelled())
    print("main: requests:", task.cancelling(), end=", ")
    print("cancelled:", task.cancelled())

    await asyncio.wait([task])
    print("main: requests:", task.cancelling(), end=", ")
    print("cancelled:", task.cancelled())
    print("main: cancel returns", task.cancel())


asyncio.run(main())
