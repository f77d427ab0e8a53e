# /// script
# requires-python = ">=3.11"
# dependencies = ["django"]
# ///
"""Django on its own refuses the lifespan protocol."""

import asyncio

from django.conf import settings
from django.core.asgi import get_asgi_application


async def receive() -> dict[str, str]:
    return {"type": "lifespan.startup"}


async def send(message: dict[str, str]) -> None:
    print("Django answers", message["type"])


async def main() -> None:
    settings.configure()
    app = get_asgi_application()
    try:
        await app({"type": "lifespan"}, receive, send)
    except ValueError as error:
        print(type(error).__name__, error)


asyncio.run(main())
