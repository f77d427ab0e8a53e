# /// script
# requires-python = ">=3.11"
# ///
"""A thread runs a coroutine in the loop, and waits for its result."""

import asyncio

Loop = asyncio.AbstractEventLoop


async def look_up(dish: str) -> int:
    await asyncio.sleep(0.2)
    prices = {"soup": 6, "fish": 14}
    return prices[dish]


def write_bill(loop: Loop) -> None:
    for dish in "soup", "fish", "cake":
        asking = asyncio.run_coroutine_threadsafe(
            look_up(dish),
            loop,
        )
        try:
            print(f"{dish}: {asking.result(timeout=5)} euros")
        except KeyError as error:
            print("not on the menu:", error)


async def main() -> None:
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(write_bill, loop)


asyncio.run(main())
