# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "flask[async]"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server"]
# ///
"""Async views in Flask: an event loop for each request."""

import asyncio
import logging

from aiohttp import ClientSession
from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)
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
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    run = asyncio.to_thread(server.serve_forever)
    serving = asyncio.create_task(run)
    async with ClientSession(f"http://127.0.0.1:{server.port}") as http:
        fetches = [fetch(http, number) for number in range(10)]
        print(await asyncio.gather(*fetches))
    await asyncio.to_thread(server.shutdown)
    await serving
    print("event loops:", len(loops))


asyncio.run(main())
