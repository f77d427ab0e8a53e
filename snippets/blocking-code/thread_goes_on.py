# /// script
# requires-python = ">=3.11"
# ///
"""The task is cancelled at once; the thread goes on."""

import asyncio
import threading
import time

written = threading.Event()


def write_bill() -> str:
    time.sleep(1)
    print("thread: the bill is written")
    written.set()
    return "bill"


async def main() -> None:
    writing = asyncio.create_task(
        asyncio.to_thread(write_bill),
        name="writing",
    )
    await asyncio.sleep(0.2)
    writing.cancel()
    await asyncio.wait({writing})
    print("cancelled:", writing.cancelled())
    print("written by then:", written.is_set())
    print("main returns")


asyncio.run(main())
print("asyncio.run returns, written:", written.is_set())
