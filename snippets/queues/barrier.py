# /// script
# requires-python = ">=3.11"
# ///
"""Nobody begins a lap before all three are there."""

import asyncio

laps: list[str] = []


async def run_laps(
    name: str,
    seconds: float,
    barrier: asyncio.Barrier,
) -> None:
    for lap in (1, 2):
        await asyncio.sleep(seconds)
        laps.append(f"{name} has run {lap}")
        place = await barrier.wait()
        if place == 0:
            print(f"after lap {lap}:", sorted(laps))
            laps.clear()


async def main() -> None:
    barrier = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as group:
        for name, seconds in (("Ada", 0.1), ("Bob", 0.2), ("Eve", 0.3)):
            runner = run_laps(name, seconds, barrier)
            group.create_task(runner, name=name)


asyncio.run(main())
