# /// script
# requires-python = ">=3.11"
# ///
"""A group waits for all its tasks; then their results are there."""

import asyncio


async def brew(drink: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    print("brewed", drink)
    return drink.upper()


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        tea = group.create_task(brew("tea", 0.5), name="tea")
        coffee = group.create_task(brew("coffee", 0.1), name="coffee")
        print("end of the block, tea done:", tea.done())
    print("after the block:", tea.result(), coffee.result())


asyncio.run(main())
