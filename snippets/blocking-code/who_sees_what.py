# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Which of them see the table that main has set?"""

import asyncio
from contextvars import ContextVar, copy_context

table = ContextVar("table", default="-")


def look(who: str) -> None:
    print(f"{who}: {table.get()}")


async def ask(who: str) -> None:
    look(who)


def from_a_thread(loop: asyncio.AbstractEventLoop) -> None:
    table.set("thread's table")
    loop.call_soon_threadsafe(look, "call_soon_threadsafe")
    asking = ask("run_coroutine_threadsafe")
    asyncio.run_coroutine_threadsafe(asking, loop).result(5)


async def main() -> None:
    loop = asyncio.get_running_loop()
    empty = copy_context()
    table.set("window")
    await asyncio.create_task(ask("create_task"))
    await asyncio.create_task(ask("  context="), context=empty)
    await asyncio.gather(ask("gather"))
    await asyncio.to_thread(look, "to_thread")
    await loop.run_in_executor(None, look, "run_in_executor")
    run = copy_context().run
    await loop.run_in_executor(None, run, look, "  context.run")
    loop.call_soon(look, "call_soon")
    loop.call_soon(look, "  context=", context=empty)
    await asyncio.to_thread(from_a_thread, loop)


asyncio.run(main())
