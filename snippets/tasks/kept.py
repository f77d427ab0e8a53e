# /// script
# requires-python = ">=3.11"
# ///
"""A set that holds on to tasks until they are done."""

import asyncio
import gc

background: set[asyncio.Task[None]] = set()


async def send_receipt(guest: str) -> None:
    await asyncio.sleep(0.1)
    print("receipt: printed for", guest)


async def main() -> None:
    for guest in ("Ada", "Bob"):
        task = asyncio.create_task(send_receipt(guest), name=guest)
        background.add(task)
        task.add_done_callback(background.discard)
    print("kept:", len(background))
    gc.collect()
    await asyncio.gather(*background)
    print("kept:", len(background))


asyncio.run(main())
