# /// script
# requires-python = ">=3.11"
# ///
"""A call that blocks, in a thread: the loop goes on."""

import asyncio
import time


def ask_old_library() -> str:
    time.sleep(0.3)
    return "answer"


async def main() -> None:
    asking = asyncio.create_task(asyncio.to_thread(ask_old_library))
    turns = 0
    while not asking.done():
        turns += 1
        await asyncio.sleep(0.01)
    print("other turns meanwhile:", turns > 2)
    print("result:", await asking)


asyncio.run(main())
