# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""Quart runs an async generator around the time of serving."""

import asyncio
import socket
from collections.abc import AsyncIterator

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)


@app.while_serving
async def one_session() -> AsyncIterator[None]:
    async with ClientSession() as session:
        print("session open")
        app.config["SESSION"] = session
        yield
    print("session closed:", session.closed)


@app.get("/")
async def page() -> str:
    return f"closed for this view: {app.config['SESSION'].closed}"


async def main() -> None:
    server = Server(Config(app, lifespan="on", log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        async with http.get("/") as response:
            print(await response.text())
        server.should_exit = True


asyncio.run(main())
