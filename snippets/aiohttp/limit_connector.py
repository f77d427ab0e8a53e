# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A connector opens at most three connections at a time."""

import asyncio

from aiohttp import ClientSession, TCPConnector, web
from aiohttp.test_utils import TestServer

inside: set[str] = set()
crowd: list[int] = []


async def page(request: web.Request) -> web.Response:
    inside.add(request.path)
    crowd.append(len(inside))
    await asyncio.sleep(0.1)
    inside.remove(request.path)
    return web.Response(text="hello")


async def fetch(session: ClientSession, path: str) -> None:
    async with session.get(path) as response:
        await response.text()


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    print("limit if you set none:", TCPConnector().limit)
    three = TCPConnector(limit=3)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/"), connector=three) as session,
        asyncio.TaskGroup() as group,
    ):
        for number in range(9):
            group.create_task(fetch(session, f"/{number}"))
    print("most at once on the server:", max(crowd))


asyncio.run(main())
