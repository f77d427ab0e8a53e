# /// script
# requires-python = ">=3.11"
# ///
"""An event: all who wait go in, and who comes later need not wait."""

import asyncio


async def shop(name: str, opened: asyncio.Event) -> None:
    print(f"{name}: at the door, open: {opened.is_set()}")
    await opened.wait()
    print(f"{name}: goes in")


async def main() -> None:
    opened = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Ben"):
            group.create_task(shop(name, opened), name=name)
        await asyncio.sleep(0.3)
        opened.set()
        print("main: opened")
        group.create_task(shop("Cem", opened), name="Cem")


asyncio.run(main())
