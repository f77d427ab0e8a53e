# /// script
# requires-python = ">=3.11"
# ///
"""A condition: each customer waits until there is enough for him."""

import asyncio

shelf: list[str] = []


async def buy(name: str, want: int, bread: asyncio.Condition) -> None:
    async with bread:
        await bread.wait_for(lambda: len(shelf) >= want)
        del shelf[:want]
        print(f"{name}: takes {want}, left: {len(shelf)}")


async def main() -> None:
    bread = asyncio.Condition()
    async with asyncio.TaskGroup() as group:
        group.create_task(buy("Ada", 3, bread), name="Ada")
        group.create_task(buy("Ben", 1, bread), name="Ben")
        for _ in range(4):
            await asyncio.sleep(0.1)
            async with bread:
                shelf.append("loaf")
                print("baker: on the shelf:", len(shelf))
                bread.notify_all()


asyncio.run(main())
