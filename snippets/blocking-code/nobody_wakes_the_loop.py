# /// script
# requires-python = ">=3.11"
# ///
"""What a thread puts into the loop waits until something wakes it."""

import asyncio
import time

Loop = asyncio.AbstractEventLoop


def deliver(loop: Loop, post: asyncio.Queue[str]) -> None:
    time.sleep(0.3)
    post.put_nowait("letter")
    loop.call_soon(print, "postman: rings")
    time.sleep(0.5)
    print("thread: delivered half a second ago")
    loop.call_soon_threadsafe(print, "bell: wakes the loop")


async def wait_for_post(post: asyncio.Queue[str]) -> None:
    print("received a", await post.get())


async def main() -> None:
    loop = asyncio.get_running_loop()
    post = asyncio.Queue[str]()
    waiting = asyncio.create_task(wait_for_post(post), name="door")
    await asyncio.to_thread(deliver, loop, post)
    await waiting


# Debug mode would refuse what the thread does.
asyncio.run(main(), debug=False)
