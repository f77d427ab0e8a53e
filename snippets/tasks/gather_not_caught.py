# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "ValueError"
# timeline = "folded"
# ///
"""Nobody catches the error of gather: the run ends the others."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(dish, "cancelled")
        raise
    if dish == "salad":
        raise ValueError("no salad left")
    return dish


async def main() -> None:
    try:
        await asyncio.gather(cook("soup", 5), cook("salad", 0.1))
    finally:
        print("main: ends")


asyncio.run(main())
