# /// script
# requires-python = ">=3.11"
# dependencies = ["django", "quart", "uvicorn"]
#
# [tool.running-loop]
# timeout = 30
# timeline = "none"
# ///
"""A mistake at start-up: does the server serve all the same?"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.asgi import get_asgi_application
from quart import Quart
from uvicorn import Config, Server

settings.configure()
quart_app, django_app = Quart(__name__), get_asgi_application()


@quart_app.before_serving
async def connect() -> None:
    raise OSError("no database")


async def wrap(scope: dict, receive: Callable, send: Callable) -> None:
    if scope["type"] == "lifespan":
        await connect()
    await django_app(scope, receive, send)


async def main() -> None:
    logging.disable()  # the log shows the exception, with the time
    for name, app in (("Quart", quart_app), ("Django, wrapped", wrap)):
        for lifespan in ("auto", "on"):
            server = Server(Config(app, port=0, lifespan=lifespan))
            server.should_exit = True  # stop as soon as it serves
            with suppress(SystemExit):  # uvicorn gives up, status 3
                await server.serve()
            print(f"{name}, {lifespan}, serves:", server.started)


asyncio.run(main())
