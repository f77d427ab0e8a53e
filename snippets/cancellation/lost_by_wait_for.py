# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The answer and the cancellation come at the same moment."""

import asyncio


async def listen(answer: asyncio.Event) -> str:
    await answer.wait()
    task = asyncio.current_task()
    return task.get_name() if task is not None else ""


async def call(answer: asyncio.Event) -> None:
    task = await asyncio.wait_for(listen(answer), 5)
    print("call: goes on, its own task listened:", task == "call")
    await asyncio.sleep(0)
    print("call: goes on and on")


async def main() -> None:
    answer = asyncio.Event()
    task = asyncio.create_task(call(answer), name="call")
    await asyncio.sleep(0.1)
    answer.set()
    await asyncio.sleep(0)
    print("cancel accepted:", task.cancel())
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


asyncio.run(main())
