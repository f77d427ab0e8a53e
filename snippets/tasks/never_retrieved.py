# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""An exception that nobody fetched is told when its task goes."""

import asyncio


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


async def main() -> None:
    task = asyncio.create_task(cook("soup"), name="kitchen")
    await asyncio.sleep(0.1)
    print("main: it failed, done:", task.done(), flush=True)
    del task
    print("main: goes on")


asyncio.run(main())
