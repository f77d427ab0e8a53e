# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server", "main.sock", "main.url"]
# ///
"""Quart: how many threads there are while ten views wait."""

import asyncio
import socket
import threading

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)
everyone = asyncio.Barrier(10)


@app.get("/")
async def page() -> str:
    await everyone.wait()
    return str(threading.active_count())


async def fetch(http: ClientSession) -> str:
    async with http.get("/") as response:
        return await response.text()


async def main() -> None:
    server = Server(Config(app, log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        counts = await asyncio.gather(*(fetch(http) for _ in range(10)))
        server.should_exit = True
    print("threads:", max(int(count) for count in counts))


asyncio.run(main())
