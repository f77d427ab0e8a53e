# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# timeline = "folded"
# timeout = 30
# stage = ["fetch", "main.server", "main.sock", "main.url"]
# ///
"""Django: how many threads there are while ten views wait."""

import asyncio
import socket
import threading

from aiohttp import ClientSession
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uvicorn import Config, Server

everyone = asyncio.Barrier(10)


async def page(_: HttpRequest) -> HttpResponse:
    await everyone.wait()
    return HttpResponse(threading.active_count())


async def fetch(http: ClientSession) -> str:
    async with http.get("/") as response:
        return await response.text()


async def main() -> None:
    settings.configure(ROOT_URLCONF=(path("", page),))
    server = Server(Config(get_asgi_application(), log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        counts = await asyncio.gather(*(fetch(http) for _ in range(10)))
        server.should_exit = True
    print("threads:", max(int(count) for count in counts))


asyncio.run(main())
