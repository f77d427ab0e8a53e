# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A kitchen that serves over TCP, and what its guests do."""

import asyncio
from asyncio import StreamReader, StreamWriter

at_work: set[asyncio.Task[None]] = set()


async def serve(reader: StreamReader, writer: StreamWriter) -> None:
    try:
        dish = await reader.readline()
        writer.write(b"order taken\n")
        await asyncio.sleep(0.5 if dish == b"soup\n" else 60)
        writer.write(b"here you are")
    except asyncio.CancelledError:
        writer.write(b"sorry, we close")
        raise
    finally:
        writer.close()


def welcome(reader: StreamReader, writer: StreamWriter) -> None:
    task = asyncio.create_task(serve(reader, writer))
    at_work.add(task)
    task.add_done_callback(at_work.discard)


async def order(port: int, dish: str) -> asyncio.Task[None]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{dish}\n".encode())
    await reader.readline()
    return asyncio.create_task(eat(dish, reader, writer), name=dish)


async def eat(
    dish: str, reader: StreamReader, writer: StreamWriter
) -> None:
    print(f"{dish}: {(await reader.read()).decode()}")
    writer.close()
    await writer.wait_closed()
