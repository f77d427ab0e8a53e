# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A task keeps what came of it, for whoever asks."""

import asyncio


async def cook(dish: str) -> str:
    print("cook: makes", dish)
    if dish == "fish":
        raise ValueError("no fish today")
    return f"hot {dish}"


async def main() -> None:
    soup = asyncio.create_task(cook("soup"))
    try:
        soup.result()
    except asyncio.InvalidStateError as error:
        print("too early:", error)
    print("await:", await soup)
    print("again:", await soup)
    print("result:", soup.result(), "exception:", soup.exception())

    fish = asyncio.create_task(cook("fish"))
    tea = asyncio.create_task(cook("tea"))
    tea.cancel()
    await asyncio.wait([fish, tea])
    print("fish:", repr(fish.exception()))
    try:
        tea.result()
    except asyncio.CancelledError:
        print("tea: CancelledError, cancelled:", tea.cancelled())


asyncio.run(main())
