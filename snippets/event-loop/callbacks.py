# /// script
# requires-python = ">=3.11"
# ///
"""What the loop runs: callbacks, in the order of its queue."""

import asyncio


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, print, "the kitchen closes")
    loop.call_later(0.1, print, "the bell rings")
    loop.call_soon(print, "a guest pays")
    loop.call_soon(print, "a guest leaves")
    print("main: suspends")
    await asyncio.sleep(0.6)
    print("main: goes on")


asyncio.run(main())
