# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["supervise"]
# ///
"""A call that blocks stops the heart beat of the service."""

import asyncio
import threading
import time
from queue import Empty, SimpleQueue


def supervise(beats: SimpleQueue[str]) -> None:
    try:
        while beats.get(timeout=0.6) == "beat":
            pass
        print("supervisor: it said goodbye")
    except Empty:
        print("supervisor: no beat for 0.6 s, restart it")


def make_report() -> str:
    time.sleep(1)
    return "report"


async def heart(beats: SimpleQueue[str]) -> None:
    while True:
        beats.put("beat")
        await asyncio.sleep(0.1)


async def main(beats: SimpleQueue[str]) -> None:
    beating = asyncio.create_task(heart(beats), name="heart")
    await asyncio.sleep(0.2)
    print("service: has the", make_report())
    beating.cancel()
    await asyncio.wait({beating})
    beats.put("goodbye")


beats = SimpleQueue[str]()
threading.Thread(target=supervise, args=(beats,)).start()
asyncio.run(main(beats))
