# /// script
# requires-python = ">=3.11"
# ///
"""The log names the door, and the loaf held the loop."""

import asyncio
import time


async def answer_door() -> None:
    print("door: somebody rings")
    await asyncio.sleep(0.2)
    print("door: opened")


async def bake() -> None:
    print("loaf: into the oven")
    await asyncio.sleep(0.1)
    time.sleep(0.6)  # blocks
    await asyncio.sleep(0.1)
    print("loaf: out of the oven")


async def main() -> None:
    async with asyncio.TaskGroup() as house:
        house.create_task(answer_door(), name="door")
        house.create_task(bake(), name="loaf")


asyncio.run(main())
