# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "quart", "uvicorn"]
#
# [tool.running-loop]
# stage = ["ask.server", "ask.sock", "ask.url"]
# measures = true
# timeout = 60
# ///
"""Ten requests at once to each kind of view, in both frameworks."""

import asyncio
import socket
import time

import views_django
import views_quart
from aiohttp import ClientSession
from uvicorn import Config, Server

APPS = {"Django": views_django.app, "Quart": views_quart.app}
VIEWS = {
    "/awaits": "async def, awaits",
    "/plain": "def",
    "/in_thread": "async def, asks a thread",
    "/blocks": "async def, blocks",
}
ROW = "{:>7} | {:>7} | {:9} | {}"


async def ask(name: str, view: str) -> tuple[str, int]:
    server = Server(Config(APPS[name], log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        await (await http.get("/")).read()  # from now on it is up
        start = time.perf_counter()
        got = await asyncio.gather(*(http.get(view) for _ in range(10)))
        seconds = time.perf_counter() - start
        threads = {await response.text() for response in got}
        server.should_exit = True
    return f"{seconds:.2f}", len(threads)


print(ROW.format("seconds", "threads", "framework", "view"))
for view, kind in VIEWS.items():
    for name in APPS:
        print(ROW.format(*asyncio.run(ask(name, view)), name, kind))
