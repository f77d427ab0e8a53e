# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The exception of a call that nobody awaits any more is lost."""

import asyncio
import threading

asked, answered = threading.Event(), threading.Event()


def pay() -> None:
    asked.set()
    answered.wait(5)
    print("thread: raises")
    raise PermissionError("the card is stolen")


async def main() -> None:
    paying = asyncio.create_task(asyncio.to_thread(pay))
    await asyncio.to_thread(asked.wait, 5)
    paying.cancel()
    await asyncio.wait({paying})
    answered.set()


asyncio.run(main())
print("end, without a message")
