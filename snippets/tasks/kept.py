# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["order"]
# ///
"""A set holds the task until it is done."""

import asyncio
import gc
import socket

background: set[asyncio.Task[None]] = set()


async def order(kitchen: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=kitchen)
    try:
        writer.write(b"one soup\n")
        print("waiter: serves", await reader.readline())
    finally:
        writer.close()


async def main() -> None:
    gc.disable()  # collect only where the program says so
    here, there = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=here)
    task = asyncio.create_task(order(there), name="waiter")
    background.add(task)
    task.add_done_callback(background.discard)
    print("kitchen: reads", await reader.readline())
    gc.collect()  # Python does this by itself, now and then
    writer.write(b"hot soup\n")
    print("kitchen: sends the soup")
    await asyncio.gather(*background)
    print("held now:", len(background))
    writer.close()


asyncio.run(main())
