# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# any-order = [[1, 3]]
# ///
"""Three threads are done in any order."""

import asyncio
import time


def look_up(name: str) -> str:
    time.sleep(0.01)
    return name


async def main() -> None:
    names = ["Ada", "Bob", "Eve"]
    calls = [asyncio.to_thread(look_up, name) for name in names]
    for call in asyncio.as_completed(calls):
        print(await call, "found")
    print("all found")


asyncio.run(main())
