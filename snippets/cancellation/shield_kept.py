# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# stage = ["save", "main"]
# ///
"""The inner task is kept, and awaited before the outer one ends."""

import asyncio


async def save() -> None:
    try:
        await asyncio.sleep(0.6)
        print("save: written")
    except asyncio.CancelledError:
        print("save: only half written")
        raise


async def work() -> None:
    saving = asyncio.create_task(save(), name="save")
    try:
        await asyncio.shield(saving)
        print("never printed")
    except asyncio.CancelledError:
        await asyncio.wait([saving])
        raise


async def main() -> None:
    task = asyncio.create_task(work(), name="work")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("main: work cancelled:", task.cancelled())


asyncio.run(main())
