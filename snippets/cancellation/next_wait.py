# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A cancelled task goes on until it next waits."""

import asyncio

at_work: list[asyncio.Task[None]] = []


def ring_the_alarm() -> None:
    for task in at_work:
        task.cancel()


async def from_the_shelf() -> str:
    return "extinguisher"


async def cook() -> None:
    ring_the_alarm()
    print("cook: still here")
    print("cook: takes the", await from_the_shelf())
    try:
        await asyncio.sleep(0)
        print("never printed")
    finally:
        print("cook: gone")


async def main() -> None:
    at_work.append(asyncio.create_task(cook(), name="cook"))
    await asyncio.wait(at_work)


asyncio.run(main())
