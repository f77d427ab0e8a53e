# /// script
# requires-python = ">=3.11"
# ///
"""A task that nobody holds on to: it can vanish in mid-work."""

import asyncio
import gc


async def send_receipt(guest: str) -> None:
    print("receipt: on its way to", guest)
    printer: asyncio.Future[None] = asyncio.Future()
    await printer  # only this task and the loop know of it
    print("receipt: printed")


async def main() -> None:
    asyncio.create_task(send_receipt("Ada"))
    await asyncio.sleep(0)
    gc.collect()  # what Python does by itself, now and then
    print("main: waits for the receipt")
    await asyncio.sleep(0.1)
    print("main: gives up")


asyncio.run(main())
