# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeout = 30
# ///
"""In one request, `sync_to_async` uses one thread."""

import asyncio
import socket
import time

from aiohttp import ClientSession
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uvicorn import Config, Server


async def page(_: HttpRequest) -> HttpResponse:
    for same in (True, False):
        sleep = sync_to_async(time.sleep, thread_sensitive=same)
        start = time.monotonic()
        await asyncio.gather(*(sleep(0.2) for _ in range(4)))
        print("same thread:", same)
        print("  as long as four:", time.monotonic() - start >= 0.8)
    return HttpResponse("done")


async def main() -> None:
    settings.configure(ROOT_URLCONF=(path("", page),))
    server = Server(Config(get_asgi_application(), log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        async with http.get("/") as response:
            print(await response.text())
        server.should_exit = True


asyncio.run(main())
