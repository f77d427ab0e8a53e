# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""In which task does `wait_for` run what it waits for?"""

import asyncio


async def cook() -> asyncio.Task[object] | None:
    return asyncio.current_task()


async def main() -> None:
    cooks_in = await asyncio.wait_for(cook(), timeout=5)
    own = cooks_in is not asyncio.current_task()
    print("wait_for made a task:", own)


asyncio.run(main())
