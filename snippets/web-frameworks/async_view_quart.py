# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server", "main.sock", "main.url"]
# ///
"""Ten requests at once to an async view in Quart."""

import asyncio
import socket
import threading
import time

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)


@app.get("/")
async def page() -> str:
    await asyncio.sleep(0.5)
    return threading.current_thread().name


async def fetch(http: ClientSession) -> str:
    async with http.get("/") as response:
        return await response.text()


async def main() -> None:
    server = Server(Config(app, log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        start = time.monotonic()
        names = await asyncio.gather(*(fetch(http) for _ in range(10)))
        print("less than five sleeps:", time.monotonic() - start < 2.5)
        server.should_exit = True
    print(len(names), "answers, threads:", set(names))


asyncio.run(main())
