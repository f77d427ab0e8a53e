# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A cancelled task still closes its file."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

opened: list[TextIO] = []


async def keep_log(path: Path) -> None:
    with path.open("w") as log:
        opened.append(log)
        log.write("started\n")
        await asyncio.sleep(10)


async def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "log.txt")
        task = asyncio.create_task(keep_log(path))
        await asyncio.sleep(0.1)
        print("closed:", opened[0].closed)
        print("on disk:", repr(path.read_text()))

        task.cancel()
        await asyncio.wait([task])
        print("task cancelled:", task.cancelled())
        print("closed:", opened[0].closed)
        print("on disk:", repr(path.read_text()))
    print("folder still there:", path.parent.exists())


asyncio.run(main())
