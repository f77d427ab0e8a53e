# /// script
# requires-python = ">=3.11"
# ///
"""Three parcels are on their way at the same time."""

import asyncio


async def deliver(parcel: str, seconds: float) -> None:
    print(f"{parcel} leaves")
    await asyncio.sleep(seconds)
    print(f"{parcel} arrives")


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(deliver("Bicycle", 0.3))
        group.create_task(deliver("Atlas", 0.1))
        group.create_task(deliver("Teapot", 0.2))
    print("All delivered")


asyncio.run(main())
