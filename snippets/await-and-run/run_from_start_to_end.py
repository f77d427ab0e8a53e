# /// script
# requires-python = ">=3.11"
# ///
"""What asyncio.run does after the coroutine has returned."""

import asyncio
import time
from collections.abc import AsyncIterator


async def watch_folder() -> None:
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("watcher cancelled")
        raise


async def read_log() -> AsyncIterator[str]:
    try:
        yield "first line"
    finally:
        print("log closed")


def write_file() -> None:
    time.sleep(0.8)
    print("file written in a thread")


async def main() -> asyncio.AbstractEventLoop:
    watcher = asyncio.create_task(watch_folder())
    loop = asyncio.get_running_loop()
    writing = loop.run_in_executor(None, write_file)
    print("read:", await anext(log))
    await asyncio.sleep(0.1)
    print("main returns, done:", watcher.done(), writing.done())
    return loop


log = read_log()
loop = asyncio.run(main())
print("loop closed:", loop.is_closed())
