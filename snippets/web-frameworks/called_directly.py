# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""Django's database code refuses to block an event loop."""

import asyncio
import socket

from aiohttp import ClientSession
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uvicorn import Config, Server


async def page(_: HttpRequest) -> HttpResponse:
    try:
        connection.cursor()
    except SynchronousOnlyOperation as error:
        print(type(error).__name__)
        return HttpResponse(str(error))


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
