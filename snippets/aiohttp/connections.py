# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One session reuses connections; new sessions open new ones."""

import asyncio

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

opened: set[asyncio.BaseTransport | None] = set()


async def page(request: web.Request) -> web.Response:
    opened.add(request.transport)
    await asyncio.sleep(0.1)
    return web.Response(text="hello")


async def fetch(session: ClientSession) -> str:
    async with session.get("/") as response:
        return await response.text()


async def main() -> None:
    app = web.Application()
    app.router.add_get("/", page)
    async with TestServer(app) as server:
        for _ in range(4):
            async with ClientSession(server.make_url("/")) as session:
                await fetch(session)
        print("four sessions, 4 requests:", len(opened))
        opened.clear()
        async with ClientSession(server.make_url("/")) as session:
            for _ in range(4):
                await fetch(session)
            print("one session, 4 requests:", len(opened))
            for _ in range(2):
                await asyncio.gather(*map(fetch, [session] * 4))
                print("then 4 at once:", len(opened))


asyncio.run(main())
