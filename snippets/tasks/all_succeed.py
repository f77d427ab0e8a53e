# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""What each of the four gives when all tasks succeed."""

import asyncio

Task = asyncio.Task[str]


async def cook(dish: str, first: Task | None = None) -> str:
    if first is not None:
        await first
    return dish


def dishes() -> list[Task]:
    salad = asyncio.create_task(cook("salad"))
    return [asyncio.create_task(cook("soup", salad)), salad]


async def main() -> None:
    print("gather:", await asyncio.gather(*dishes()))

    async with asyncio.TaskGroup() as group:
        menu = ("soup", "tea")
        tasks = [group.create_task(cook(dish)) for dish in menu]
    print("TaskGroup:", [task.result() for task in tasks])

    done, pending = await asyncio.wait(dishes())
    served = sorted(task.result() for task in done)
    print("wait:", served, "pending:", len(pending))

    steps = asyncio.as_completed(dishes())
    print("as_completed:", [await step for step in steps])


asyncio.run(main())
