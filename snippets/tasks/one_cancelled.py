# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""One of two tasks is cancelled: what do the four do?"""

import asyncio


async def cook(dish: str) -> str:
    return await asyncio.sleep(0.1, dish)


def cancel_one() -> list[asyncio.Task[str]]:
    tasks = [asyncio.create_task(cook(d)) for d in ("salad", "soup")]
    tasks[0].cancel()
    return tasks


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        salad = group.create_task(cook("salad"))
        soup = group.create_task(cook("soup"))
        salad.cancel()
    print("TaskGroup raised nothing, served:", soup.result())

    salad, soup = cancel_one()
    await asyncio.wait([salad, soup])
    print("wait raised nothing, served:", soup.result())

    salad, soup = cancel_one()
    try:
        await asyncio.gather(salad, soup)
    except asyncio.CancelledError:
        print("gather: CancelledError, served:", await soup)

    for step in asyncio.as_completed(cancel_one()):
        try:
            print("as_completed: served:", await step)
        except asyncio.CancelledError:
            print("as_completed: CancelledError")


asyncio.run(main())
