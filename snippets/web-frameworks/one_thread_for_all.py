# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""Plain views as Django 3.1 and 3.2 ran them: in one thread."""

import asyncio
import socket
import threading
import time

from aiohttp import ClientSession
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from uvicorn import Config, Server


def page(_: HttpRequest) -> HttpResponse:
    time.sleep(0.1)
    return HttpResponse(threading.current_thread().name)


async def main() -> None:
    settings.configure(ROOT_URLCONF=(path("", page),))
    app = get_asgi_application().handle  # no thread for each request
    quiet = {"lifespan": "off", "log_level": "error"}
    server = Server(Config(app, interface="asgi3", **quiet))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        start = time.monotonic()
        got = await asyncio.gather(*(http.get("/") for _ in range(10)))
        print("as long as ten sleeps:", time.monotonic() - start >= 1)
        names = {await response.text() for response in got}
        server.should_exit = True
    print(len(got), "answers, threads:", len(names))


asyncio.run(main())
