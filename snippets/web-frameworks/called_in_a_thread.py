# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""A thread may call what an event loop may not."""

import asyncio
import socket

from aiohttp import ClientSession
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uvicorn import Config, Server

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


def query() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT 6 * 7").fetchone()[0]


async def page(_: HttpRequest) -> HttpResponse:
    return HttpResponse(await sync_to_async(query)())


async def main() -> None:
    urls = (path("", page),)
    settings.configure(ROOT_URLCONF=urls, DATABASES={"default": SQLITE})
    server = Server(Config(get_asgi_application(), log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        async with http.get("/") as response:
            print("the database answers:", await response.text())
        server.should_exit = True


asyncio.run(main())
