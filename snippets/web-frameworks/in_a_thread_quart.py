# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server", "main.sock", "main.url"]
# ///
"""`asyncio.to_thread` takes a blocking call off the event loop."""

import asyncio
import socket
import time

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)


@app.get("/")
async def page() -> str:
    await asyncio.to_thread(time.sleep, 0.5)
    return "done"


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
        texts = await asyncio.gather(*(fetch(http) for _ in range(10)))
        print("less than five sleeps:", time.monotonic() - start < 2.5)
        server.should_exit = True
    print(texts.count("done"), "answers")


asyncio.run(main())
