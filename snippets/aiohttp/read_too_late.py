# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["page"]
# ///
"""The body must be read before `async with` ends."""

import asyncio

from aiohttp import ClientConnectionError, ClientSession, web
from aiohttp.test_utils import TestServer


async def page(_: web.Request) -> web.Response:
    return web.Response(text="hello " * 50_000)


async def main() -> None:
    app = web.Application()
    app.router.add_get("/", page)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
    ):
        async with session.get("/") as response:
            print("status:", response.status)
        try:
            print(len(await response.text()))
        except ClientConnectionError as error:
            print(type(error).__name__, error)


asyncio.run(main())
