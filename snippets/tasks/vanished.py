# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task that nobody holds vanishes in mid-work."""

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
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: print("loop:", context["message"])
    )
    here, there = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=here)
    asyncio.create_task(order(there), name="waiter")  # noqa: RUF006
    print("kitchen: reads", await reader.readline())
    gc.collect()  # Python does this by itself, now and then
    writer.write(b"hot soup\n")
    print("kitchen: sends the soup")
    await asyncio.sleep(0.1)
    writer.close()


asyncio.run(main())
