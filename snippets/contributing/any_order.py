# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# any-order = [[1, 3]]
# ///
"""Three threads are done in any order."""

import asyncio
import time


def look_up(name: str) -> None:
    time.sleep(0.01)
    print(name, "found")


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        for name in ("Ada", "Bob", "Eve"):
            group.create_task(asyncio.to_thread(look_up, name))
    print("all found")


asyncio.run(main())
