# /// script
# requires-python = ">=3.11"
# ///
"""What each of the four gives when all tasks succeed."""

import asyncio


async def cook(dish: str, seconds: float) -> str:
    await asyncio.sleep(seconds)
    return dish


def dishes() -> list[asyncio.Task[str]]:
    times = {"soup": 0.6, "salad": 0.05}
    return [
        asyncio.create_task(cook(dish, seconds), name=dish)
        for dish, seconds in times.items()
    ]


async def main() -> None:
    print("gather:", await asyncio.gather(*dishes()))

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(cook("soup", 0.05))]
    print("TaskGroup:", [task.result() for task in tasks])

    done, pending = await asyncio.wait(dishes())
    names = sorted(task.result() for task in done)
    print("wait:", names, "and left:", len(pending))

    first = asyncio.as_completed(dishes())
    print("as_completed:", [await dish for dish in first])


asyncio.run(main())
