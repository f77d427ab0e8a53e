# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One of two tasks is cancelled: what gather does."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return dish


async def main() -> None:
    soup = asyncio.create_task(cook("soup", 0.6), name="soup")
    salad = asyncio.create_task(cook("salad", 5), name="salad")
    asyncio.get_running_loop().call_later(0.1, salad.cancel)
    try:
        await asyncio.gather(soup, salad)
    except asyncio.CancelledError:
        print("gather raised CancelledError")
    print("soup done:", soup.done())
    print("served:", await soup)


asyncio.run(main())
