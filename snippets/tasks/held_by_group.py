# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A group holds its tasks until they are done."""

import asyncio
import gc
import socket


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
    async with asyncio.TaskGroup() as group:
        group.create_task(order(there), name="waiter")
        print("kitchen: reads", await reader.readline())
        gc.collect()  # Python does this by itself, now and then
        writer.write(b"hot soup\n")
        print("kitchen: sends the soup")
    writer.close()


asyncio.run(main())
