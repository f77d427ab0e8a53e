# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A task runs once; whoever awaits it gets what came of it."""

import asyncio


async def cook(dish: str) -> str:
    print("cook: makes", dish)
    if dish == "fish":
        raise ValueError("no fish today")
    return f"hot {dish}"


async def main() -> None:
    soup = asyncio.create_task(cook("soup"))
    print("first:", await soup)
    print("second:", await soup)

    fish = asyncio.create_task(cook("fish"))
    for time in ("first:", "second:"):
        try:
            await fish
        except ValueError as error:
            print(time, error)


asyncio.run(main())
