# /// script
# requires-python = ">=3.11"
# ///
"""While the loop is blocked, only faulthandler answers a signal."""

import asyncio
import faulthandler
import os
import signal
import threading
import time


def slice_bread() -> None:
    time.sleep(1)  # blocks


async def bake() -> None:
    slice_bread()
    print("bread: sliced", flush=True)


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, print, "loop: answers")
    faulthandler.register(signal.SIGUSR1, all_threads=False, chain=True)
    # In the place of `kill -USR1 PID` in another terminal:
    other = threading.Timer(0.5, os.kill, [os.getpid(), signal.SIGUSR1])
    other.start()
    await asyncio.create_task(bake(), name="baker")
    await asyncio.sleep(0.1)
    other.join()


asyncio.run(main())
