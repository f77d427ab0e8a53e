# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp", "django", "uvicorn"]
#
# [tool.running-loop]
# stage = ["main.server", "main.sock", "main.url"]
# timeline = "folded"
# timeout = 30
# ///
"""An ASGI application around Django has a start and an end."""

import asyncio
import socket
from collections.abc import Callable

from aiohttp import ClientSession
from django.conf import settings
from django.core.asgi import get_asgi_application
from uvicorn import Config, Server

settings.configure(ROOT_URLCONF=())
django_app = get_asgi_application()


async def app(scope: dict, receive: Callable, send: Callable) -> None:
    if scope["type"] != "lifespan":
        await django_app(scope, receive, send)
        return
    await receive()
    async with ClientSession() as session:
        print("session open")
        await send({"type": "lifespan.startup.complete"})
        await receive()
    print("session closed:", session.closed)
    await send({"type": "lifespan.shutdown.complete"})


async def main() -> None:
    server = Server(Config(app, lifespan="on", log_level="error"))
    sock = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with asyncio.TaskGroup() as group, ClientSession(url) as http:
        group.create_task(server.serve([sock]))
        async with http.get("/") as response:
            print("Django has no such page:", response.status)
        server.should_exit = True


asyncio.run(main())
