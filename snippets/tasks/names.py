# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A task has a name: yours, or a number."""

import asyncio


async def serve(guest: str) -> None:
    task = asyncio.current_task()
    if task is not None:
        print(task.get_name(), "serves", guest)


async def main() -> None:
    first = asyncio.create_task(serve("Ada"))
    second = asyncio.create_task(serve("Bob"), name="window")
    await first
    await second
    names = sorted(task.get_name() for task in asyncio.all_tasks())
    print("not done:", names)


asyncio.run(main())
