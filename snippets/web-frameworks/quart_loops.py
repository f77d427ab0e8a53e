# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "quart", "uvicorn"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server", "main.sock", "main.url"]
# ///
"""Async views in Quart: one event loop for all requests."""

import asyncio
import socket

from aiohttp import ClientSession
from quart import Quart
from uvicorn import Config, Server

app = Quart(__name__)
loops = set()


@app.get("/square/<int:number>")
async def square(number: int) -> dict[str, int]:
    await asyncio.sleep(0.1)
    loops.add(asyncio.get_running_loop())
    return {"square": number * number}


async def fetch(http: ClientSession, number: int) -> int:
    async with http.get(f"/square/{number}") as response:
        return (await response.json())["square"]


async def main() -> None:
    server = Server(Config(app, log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        fetches = [fetch(http, number) for number in range(10)]
        print(await asyncio.gather(*fetches))
        server.should_exit = True
    print("event loops:", len(loops))


asyncio.run(main())
