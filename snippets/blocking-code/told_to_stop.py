# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A thread stops if it asks whether it should."""

import asyncio
import threading

stopped = threading.Event()


def chop(stop: threading.Event) -> None:
    onions = 0
    while not stop.wait(0.01):
        onions += 1
    print("thread: chopped some:", onions > 0)
    stopped.set()


async def chop_until_cancelled() -> None:
    stop = threading.Event()
    try:
        await asyncio.to_thread(chop, stop)
    finally:
        stop.set()


async def main() -> None:
    try:
        async with asyncio.timeout(0.5):
            await chop_until_cancelled()
    except TimeoutError:
        await asyncio.to_thread(stopped.wait, 5)
        print("the time is up, stopped:", stopped.is_set())


asyncio.run(main())
