# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task copies the context when it is made."""

import asyncio
from contextvars import ContextVar

table = ContextVar("table", default="no table")


async def serve() -> None:
    print("task: serves the", table.get())
    table.set("terrace")


async def main() -> None:
    table.set("window")
    serving = asyncio.create_task(serve())
    table.set("door")
    await serving
    print("main: after the task, the", table.get())
    await serve()
    print("main: after the call, the", table.get())


asyncio.run(main())
