# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The loop cannot wait for a file: a thread reads it."""

import asyncio
import threading
from pathlib import Path


def count_lines(path: Path) -> int:
    here = threading.current_thread() is threading.main_thread()
    print("read by the thread of the loop:", here)
    with path.open() as file:
        return len(file.readlines())


async def main() -> None:
    path = Path(__file__)
    loop = asyncio.get_running_loop()
    with path.open() as file:
        try:
            await loop.connect_read_pipe(asyncio.Protocol, file)
        except ValueError as error:
            print("the loop:", error)
    lines = await asyncio.to_thread(count_lines, path)
    print("this program has lines:", lines > 0)


asyncio.run(main())
