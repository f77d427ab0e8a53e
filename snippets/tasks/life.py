# /// script
# requires-python = ">=3.11"
# ///
"""The life of a task: scheduled, running, waiting, done."""

import asyncio


async def cook(dish: str) -> str:
    print("cook: begins")
    await asyncio.sleep(0.2)
    print("cook: ends")
    return f"hot {dish}"


async def main() -> None:
    task = asyncio.create_task(cook("soup"), name="cook")
    print("main: the task is made")
    await asyncio.sleep(0.1)
    names = sorted(each.get_name() for each in asyncio.all_tasks())
    print("main: not done:", *names)
    print("main: got", await task)
    print("main: done:", task.done())


asyncio.run(main())
