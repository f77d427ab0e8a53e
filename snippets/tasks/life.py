# /// script
# requires-python = ">=3.11"
# ///
"""The life of a task: scheduled, running, waiting, done."""

import asyncio


async def cook(dish: str) -> str:
    print("cook: begins")
    await asyncio.sleep(0.1)
    return f"{dish} is ready"


async def main() -> None:
    task = asyncio.create_task(cook("soup"), name="cook")
    print("made, done:", task.done())
    await asyncio.sleep(0)
    print("begun, done:", task.done())
    print("result:", await task)
    print("awaited, done:", task.done())
    print("again:", task.result())


asyncio.run(main())
