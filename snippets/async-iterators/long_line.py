# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A line over the limit raises; b"" is the end of the stream."""

import asyncio
import socket


async def main() -> None:
    here, there = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=here, limit=10)
    with there:
        there.sendall(b"Oslo: rain and snow\nRome: sun\n")
    for _ in range(3):
        try:
            print(await reader.readline())
        except ValueError as error:
            print("ValueError:", error)
    writer.close()
    await writer.wait_closed()


asyncio.run(main())
