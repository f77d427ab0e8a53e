# /// script
# requires-python = ">=3.11"
# ///
"""Nobody passes the barrier before all three are there."""

import asyncio


async def run_lap(
    name: str,
    seconds: float,
    barrier: asyncio.Barrier,
) -> None:
    for lap in (1, 2):
        await asyncio.sleep(seconds)
        print(f"lap {lap}: {name} waits")
        place = await barrier.wait()
        if place == 0:
            print(f"lap {lap}: all there")


async def main() -> None:
    barrier = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as group:
        group.create_task(run_lap("Ada", 0.05, barrier))
        group.create_task(run_lap("Bob", 0.15, barrier))
        group.create_task(run_lap("Eve", 0.25, barrier))


asyncio.run(main())
