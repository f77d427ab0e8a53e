# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Debug mode refuses what comes from another thread, if it can."""

import asyncio

Loop = asyncio.AbstractEventLoop


def deliver(loop: Loop, door: asyncio.Future[str]) -> None:
    try:
        loop.call_soon(print, "postman: rings")
    except RuntimeError as error:
        print("call_soon:", error)
    try:
        door.set_result("letter")
    except RuntimeError as error:
        print("set_result:", error)


async def main() -> None:
    loop = asyncio.get_running_loop()
    # Debug mode would also tell of slow callbacks.
    loop.slow_callback_duration = 5
    door = loop.create_future()
    door.add_done_callback(print)
    await asyncio.to_thread(deliver, loop, door)
    print("the future has its result:", door.result())
    post = asyncio.Queue[str]()
    await asyncio.to_thread(post.put_nowait, "parcel")
    print("not refused, nobody waits for it:", post.qsize())


asyncio.run(main(), debug=True)
