# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""shield protects the inner task, and nobody waits for it."""

import asyncio


async def save() -> None:
    try:
        await asyncio.sleep(0.6)
        print("save: written")
    except asyncio.CancelledError:
        print("save: only half written")
        raise


async def work() -> None:
    await asyncio.shield(save())
    print("never printed")


async def main() -> None:
    task = asyncio.create_task(work(), name="work")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("main: work cancelled:", task.cancelled())


asyncio.run(main())
