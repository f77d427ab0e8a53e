# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A barrier for three, and two come: abort lets them go."""

import asyncio


async def take_seat(name: str, barrier: asyncio.Barrier) -> None:
    print(name, "waits")
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError:
        print(name, "goes home")


async def main() -> None:
    barrier = asyncio.Barrier(3)
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Bob"):
            group.create_task(take_seat(name, barrier), name=name)
        await asyncio.sleep(0.2)
        print("waiting:", barrier.n_waiting, "of", barrier.parties)
        await barrier.abort()
    print("broken:", barrier.broken)


asyncio.run(main())
