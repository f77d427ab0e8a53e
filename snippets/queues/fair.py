# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Ada gives the lock back and wants it again: Ben was there first."""

import asyncio


async def speak(name: str, lock: asyncio.Lock) -> None:
    for turn in (1, 2):
        async with lock:
            print(f"{name}: speaks, turn {turn}")
            await asyncio.sleep(0)


async def main() -> None:
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Ben", "Cem"):
            group.create_task(speak(name, lock), name=name)


asyncio.run(main())
