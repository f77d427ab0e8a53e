# /// script
# requires-python = ">=3.11"
# ///
"""An exception that nobody fetches is told when its task goes."""

import asyncio


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


async def main() -> None:
    task = asyncio.create_task(cook("soup"), name="cook")
    await asyncio.sleep(0.1)
    print("main: all seems well, done:", task.done())
    del task
    print("main: goes on")


asyncio.run(main())
