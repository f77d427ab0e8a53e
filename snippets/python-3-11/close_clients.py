# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A server ends the connections that its clients keep open."""

import asyncio
from asyncio import StreamReader, StreamWriter


async def serve(reader: StreamReader, writer: StreamWriter) -> None:
    writer.write(b"welcome\n")
    await reader.read()
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    print("client reads:", await reader.readline())
    server.close()
    try:
        server.close_clients()
    except AttributeError as error:
        print("AttributeError:", error)
    try:
        async with asyncio.timeout(0.3):
            print("client reads:", await reader.read())
    except TimeoutError:
        print("client: still connected")
    writer.close()
    await asyncio.sleep(0.1)  # let the server see it


asyncio.run(main())
