# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The stack of a waiting task has one frame; its awaits go deeper."""

import asyncio
import inspect
from collections.abc import Iterator
from types import FrameType


async def take(orders: asyncio.Queue[str]) -> str:
    return await orders.get()


async def cook(orders: asyncio.Queue[str]) -> None:
    print("cooks", await take(orders))


def frames(task: asyncio.Task[None]) -> Iterator[FrameType]:
    step: object = task.get_coro()
    while inspect.iscoroutine(step) and step.cr_frame:
        yield step.cr_frame
        step = step.cr_await


async def main() -> None:
    orders: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(cook(orders), name="kitchen")
    await asyncio.sleep(0.1)
    stack = [frame.f_code.co_name for frame in task.get_stack()]
    print("get_stack:", stack)
    print("awaits:", [frame.f_code.co_name for frame in frames(task)])
    orders.put_nowait("soup")
    await task


asyncio.run(main())
