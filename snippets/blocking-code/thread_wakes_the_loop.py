# /// script
# requires-python = ">=3.11"
# ///
"""call_soon_threadsafe puts it into the queue and wakes the loop."""

import asyncio
import time

Loop = asyncio.AbstractEventLoop


def deliver(loop: Loop, post: asyncio.Queue[str]) -> None:
    for thing in "letter", "parcel", "":
        time.sleep(0.2)
        loop.call_soon_threadsafe(post.put_nowait, thing)


async def receive(post: asyncio.Queue[str]) -> None:
    while thing := await post.get():
        print("received a", thing)
    print("no more post")


async def main() -> None:
    loop = asyncio.get_running_loop()
    post = asyncio.Queue[str]()
    async with asyncio.TaskGroup() as group:
        group.create_task(receive(post), name="door")
        group.create_task(
            asyncio.to_thread(deliver, loop, post),
            name="postman",
        )


asyncio.run(main())
