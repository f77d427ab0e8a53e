# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Two threads, two loops, one `asyncio.Lock`: no protection."""

import asyncio

lock = asyncio.Lock()


async def use(name: str) -> None:
    async with lock:
        print(name, "holds the lock")


def in_a_thread() -> None:
    try:
        asyncio.run(use("thread"))
    except RuntimeError as error:
        print("thread:", str(error).partition("> ")[2])


async def main() -> None:
    await asyncio.to_thread(in_a_thread)
    async with lock:
        waits = asyncio.create_task(use("task"))
        await asyncio.sleep(0)  # the task begins to wait
        await asyncio.to_thread(in_a_thread)
    await waits


asyncio.run(main())
