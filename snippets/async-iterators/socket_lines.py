# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["forecast"]
# ///
"""Lines from a socket: each is handled when it arrives."""

import asyncio


async def forecast(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    for text in ("Oslo: rain\n", "Rome: sun\n", "Lima: fog"):
        print("server sends", repr(text))
        writer.write(text.encode())
        await writer.drain()
        await asyncio.sleep(0.1)
    print("server closes")
    writer.close()
    await writer.wait_closed()


async def main() -> None:
    server = await asyncio.start_server(forecast, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    async with server:
        reader, writer = await asyncio.open_connection(host, port)
        async for line in reader:
            print("client has", line)
        writer.close()
        await writer.wait_closed()
    print("end of stream")


asyncio.run(main())
