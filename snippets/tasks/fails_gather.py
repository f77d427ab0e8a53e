# /// script
# requires-python = ">=3.11"
# ///
"""One of two tasks fails: what gather does."""

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
    try:
        print(await asyncio.gather(soup, salad))
    except ValueError as error:
        print("gather raised:", error)
    print("soup done:", soup.done())
    print("served:", await soup)


asyncio.run(main())
