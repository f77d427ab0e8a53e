# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""`wait` and `notify` are refused without the lock."""

import asyncio


async def main() -> None:
    bread = asyncio.Condition()
    try:
        await bread.wait()
    except RuntimeError as error:
        print("wait:", error)
    try:
        bread.notify()
    except RuntimeError as error:
        print("notify:", error)


asyncio.run(main())
