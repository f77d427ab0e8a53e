# /// script
# requires-python = ">=3.11"
# ///
"""Both cooks take the stove first, so one of them waits at the door."""

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
    async with stove:
        print("Bob: has the stove")
        await asyncio.sleep(0.2)
        async with pan:
            print("Bob: boils the pan out")


async def main() -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as kitchen:
        kitchen.create_task(fry(), name="Ada")
        kitchen.create_task(scrub(), name="Bob")


asyncio.run(main())
