# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["cook"]
# ///
"""One of two tasks fails: what as_completed does."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(dish, "cancelled")
        raise
    if dish == "salad":
        raise ValueError("no salad left")
    print(dish, "ready")
    return dish


async def main() -> None:
    soup = asyncio.create_task(cook("soup", 0.6), name="soup")
    salad = asyncio.create_task(cook("salad", 0.1), name="salad")
    for step in asyncio.as_completed([soup, salad]):
        try:
            print("served:", await step)
        except ValueError as error:
            print("this step raised:", error)
            print("soup done:", soup.done())


asyncio.run(main())
