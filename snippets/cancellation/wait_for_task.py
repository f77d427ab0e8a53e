# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""In which task does wait_for run a coroutine?"""

import asyncio


async def call() -> asyncio.Task[None] | None:
    return asyncio.current_task()


async def main() -> None:
    task = await asyncio.wait_for(call(), 5)
    print("in the same task:", task is asyncio.current_task())


asyncio.run(main())
