# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# raises = "TimeoutError"
# timeline = "folded"
# ///
"""Two cooks share a stove and a pan, and the kitchen stands still."""

import asyncio

stove = asyncio.Lock()
pan = asyncio.Lock()


async def fry() -> None:
    async with stove:
        print("Ada: has the stove")
        await asyncio.sleep(0.2)
        async with pan:
            print("Ada: fries an egg")


async def scrub() -> None:
    async with pan:
        print("Bob: has the pan")
        await asyncio.sleep(0.2)
        async with stove:
            print("Bob: boils the pan out")


async def main() -> None:
    async with asyncio.timeout(1), asyncio.TaskGroup() as kitchen:
        kitchen.create_task(fry(), name="Ada")
        kitchen.create_task(scrub(), name="Bob")


asyncio.run(main())
