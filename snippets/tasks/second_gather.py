# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""The second error: what becomes of it under gather."""

import asyncio


async def cook(dish: str, begin: asyncio.Event) -> None:
    await begin.wait()
    print("kitchen:", dish, "is burnt")
    raise ValueError(f"no {dish} left")


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 5  # no word about a slow machine
    begin = [asyncio.Event(), asyncio.Event()]
    soup = asyncio.create_task(cook("soup", begin[0]), name="soup")
    fish = asyncio.create_task(cook("fish", begin[1]), name="fish")
    begin[0].set()
    try:
        await asyncio.gather(soup, fish)
    except ValueError as error:
        print("main: heard of", error)
    begin[1].set()
    await asyncio.sleep(0.1)
    print("main: ends, fish done:", fish.done())


asyncio.run(main(), debug=True)
