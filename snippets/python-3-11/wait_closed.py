# /// script
# requires-python = ">=3.11"
# ///
"""Does a server that closes wait for a client that is still there?"""

import asyncio
from asyncio import Server, StreamReader, StreamWriter

came, left = asyncio.Event(), asyncio.Event()


async def serve(reader: StreamReader, writer: StreamWriter) -> None:
    came.set()
    await reader.read()  # until the guest leaves
    writer.close()
    await writer.wait_closed()
    left.set()


async def visit(server: Server) -> None:
    address = server.sockets[0].getsockname()
    _, writer = await asyncio.open_connection(*address)
    await asyncio.sleep(0.5)
    print("guest: leaves")
    writer.close()
    await writer.wait_closed()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        guest = asyncio.create_task(visit(server))
        await came.wait()
        print("main: end of the block")
    print("main: after the block")
    await guest
    await left.wait()


asyncio.run(main())
