# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A thread reads the file; the loop runs other tasks meanwhile."""

import asyncio
import threading
from pathlib import Path

halfway, door_opened = threading.Event(), threading.Event()


def read_menu() -> list[str]:
    reader = threading.current_thread()
    print("reads in the loop's thread:", reader is loop_thread)
    with Path("menu.txt").open() as menu:
        first = menu.readline()
        halfway.set()
        print("a task ran meanwhile:", door_opened.wait(5))
        return [first, *menu]


async def open_door() -> None:
    while not halfway.is_set():
        await asyncio.sleep(0.01)
    door_opened.set()


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(
            asyncio.to_thread(read_menu),
            name="reading",
        )
        group.create_task(open_door(), name="door")
    print(reading.result())


loop_thread = threading.current_thread()
Path("menu.txt").write_text("soup\nfish\n")
asyncio.run(main())
