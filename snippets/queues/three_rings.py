# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The bell rings three times, and an event remembers one."""

import asyncio


async def answer(bell: asyncio.Event) -> None:
    while True:
        await bell.wait()
        bell.clear()
        print("porter: goes to the door")
        await asyncio.sleep(0)


async def main() -> None:
    bell = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        porter = group.create_task(answer(bell), name="porter")
        for guest in ("Ada", "Ben", "Cem"):
            print(guest, "rings")
            bell.set()
        await asyncio.sleep(0.1)
        porter.cancel()


asyncio.run(main())
