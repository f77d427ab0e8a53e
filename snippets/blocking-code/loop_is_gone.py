# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A thread that outlives its loop is told so."""

import asyncio
import threading

loop_has_ended = threading.Event()


async def look_up(dish: str) -> int:
    return len(dish)


def write_bill(loop: asyncio.AbstractEventLoop) -> None:
    loop_has_ended.wait(5)
    asking = look_up("soup")
    try:
        asyncio.run_coroutine_threadsafe(asking, loop)
    except RuntimeError as error:
        print("thread:", error)
        asking.close()


async def main() -> None:
    loop = asyncio.get_running_loop()
    threading.Thread(target=write_bill, args=(loop,)).start()


asyncio.run(main())
loop_has_ended.set()
