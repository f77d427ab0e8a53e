# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""In the loop's own thread, result() waits for itself."""

import asyncio


async def look_up(dish: str) -> int:
    print("looks up", dish)
    return 6


async def main() -> None:
    loop = asyncio.get_running_loop()
    asking = asyncio.run_coroutine_threadsafe(
        look_up("soup"),
        loop,
    )
    try:
        print("price:", asking.result(timeout=0.5))
    except TimeoutError:
        print("no answer while main keeps the loop")
    print("price:", await asyncio.wrap_future(asking))


asyncio.run(main())
