# /// script
# requires-python = ">=3.10"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""start_server still gives a Server, and the callback its streams."""

import asyncio
from asyncio import StreamReader, StreamWriter


async def greet(reader: StreamReader, writer: StreamWriter) -> None:
    print("callback:", type(reader).__name__, type(writer).__name__)
    writer.write(b"hello\n")
    await writer.drain()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    print("start_server:", type(server) is asyncio.Server)
    async with server:
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        print("client reads:", await reader.readline())
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
