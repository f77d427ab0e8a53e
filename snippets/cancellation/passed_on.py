# /// script
# requires-python = ">=3.11"
# ///
"""A cancelled task passes the request on to the task it awaits."""

import asyncio


async def cook() -> None:
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cook: stops")
        raise


async def waiter(cooking: asyncio.Task[None], name: str) -> None:
    try:
        await cooking
    except asyncio.CancelledError:
        print(f"{name}: stops")
        raise


async def main() -> None:
    cooking = asyncio.create_task(cook(), name="cook")
    ada = asyncio.create_task(waiter(cooking, "Ada"), name="Ada")
    ben = asyncio.create_task(waiter(cooking, "Ben"), name="Ben")
    await asyncio.sleep(0.2)
    ada.cancel()
    await asyncio.wait([cooking, ada, ben])
    for task in (cooking, ada, ben):
        print(task.get_name(), "was asked", task.cancelling(), end=", ")
        print("cancelled:", task.cancelled())


asyncio.run(main())
