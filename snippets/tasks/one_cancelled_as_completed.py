# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One of two tasks is cancelled: what as_completed does."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return dish


async def main() -> None:
    soup = asyncio.create_task(cook("soup", 0.6), name="soup")
    salad = asyncio.create_task(cook("salad", 5), name="salad")
    asyncio.get_running_loop().call_later(0.1, salad.cancel)
    for step in asyncio.as_completed([soup, salad]):
        try:
            print("served:", await step)
        except asyncio.CancelledError:
            print("this step raised CancelledError")
            print("soup done:", soup.done())


asyncio.run(main())
