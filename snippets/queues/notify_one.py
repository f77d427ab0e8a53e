# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`notify` wakes one: the loaf is there, and the wrong one wakes."""

import asyncio

shelf: list[str] = []


async def buy(name: str, want: int, bread: asyncio.Condition) -> None:
    async with bread:
        while len(shelf) < want:
            print(f"{name}: sees {len(shelf)}, wants {want}")
            await bread.wait()
        del shelf[:want]
        print(f"{name}: takes {want}")


async def main() -> None:
    bread = asyncio.Condition()
    try:
        async with asyncio.timeout(0.5), asyncio.TaskGroup() as group:
            group.create_task(buy("Ada", 3, bread), name="Ada")
            group.create_task(buy("Ben", 1, bread), name="Ben")
            await asyncio.sleep(0)  # both begin to wait
            async with bread:
                shelf.append("loaf")
                print("baker: one loaf, wakes one")
                bread.notify()
    except TimeoutError:
        print("nobody took the loaf:", shelf)


asyncio.run(main())
