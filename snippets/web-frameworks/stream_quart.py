# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""The client has each line before Quart sends the next."""

import asyncio
import socket
from collections.abc import AsyncIterator

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)


async def lines() -> AsyncIterator[str]:
    for text in ("started", "working", "finished"):
        print("server sends", text)
        yield f"{text}\n"
        await asyncio.sleep(0.3)


@app.get("/")
async def page() -> AsyncIterator[str]:
    return lines()


async def main() -> None:
    server = Server(Config(app, log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        async with http.get("/") as response:
            async for line in response.content:
                print("client has", line)
        server.should_exit = True


asyncio.run(main())
