# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The thread takes a lock of threads, and keeps it to its end."""

import asyncio
import threading
import time

lock = threading.Lock()


def write(name: str) -> None:
    with lock:
        print(f"{name}: begins to write")
        time.sleep(0.8)
        print(f"{name}: has written")


async def main() -> None:
    anna = asyncio.create_task(asyncio.to_thread(write, "Anna"))
    await asyncio.sleep(0.2)
    ben = asyncio.create_task(asyncio.to_thread(write, "Ben"))
    anna.cancel()
    await asyncio.wait({anna, ben})
    print("Anna cancelled:", anna.cancelled())


asyncio.run(main())
