# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""An exception handler hears of the errors that nobody catches."""

import asyncio
from typing import Any


def handle(
    _: asyncio.AbstractEventLoop, context: dict[str, Any]
) -> None:
    who = context.get("future") or context.get("handle")
    name = who.get_name() if isinstance(who, asyncio.Task) else who
    print(f"{name}: {context.get('exception')!r}")
    print(" ", context["message"], flush=True)


async def cook(dish: str) -> None:
    raise ValueError(f"no {dish} left")


def ring() -> None:
    raise OSError("the bell is broken")


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handle)
    loop.call_soon(ring)
    task = asyncio.create_task(cook("soup"), name="kitchen")
    await asyncio.sleep(0.1)
    del task
    print("main: goes on")


asyncio.run(main())
