# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""CancelledError arrives: was it this task that was cancelled?"""

import asyncio


async def parcel() -> None:
    await asyncio.sleep(5)


async def wait_for_parcel(task: asyncio.Task[None]) -> None:
    try:
        await task
    except asyncio.CancelledError:
        me = asyncio.current_task()
        if me is not None and me.cancelling():
            print("I was cancelled")
            raise
        print("the parcel was cancelled, I go on")


async def main() -> None:
    for chosen in ("parcel", "customer"):
        tasks = {"parcel": asyncio.create_task(parcel(), name="parcel")}
        tasks["customer"] = asyncio.create_task(
            wait_for_parcel(tasks["parcel"]), name="customer"
        )
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        tasks[chosen].cancel()
        await asyncio.wait(tasks.values())
        print("customer cancelled:", tasks["customer"].cancelled())


asyncio.run(main())
