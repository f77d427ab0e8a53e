# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Eager tasks change which line runs first."""

import asyncio

basket: list[str] = []


async def add(fruit: str) -> None:
    basket.append(fruit)


async def main() -> None:
    factory = getattr(asyncio, "eager_task_factory", None)
    asyncio.get_running_loop().set_task_factory(factory)
    async with asyncio.TaskGroup() as group:
        group.create_task(add("apple"))
        group.create_task(add("pear"))
        print("end of the block, in the basket:", basket)
    print("after the block, in the basket:", basket)


asyncio.run(main())
