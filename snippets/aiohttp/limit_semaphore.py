# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A semaphore lets three fetches in at a time."""

import asyncio

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

inside: set[str] = set()
crowd: list[int] = []
gate = asyncio.Semaphore(3)


async def page(request: web.Request) -> web.Response:
    inside.add(request.path)
    crowd.append(len(inside))
    await asyncio.sleep(0.1)
    inside.remove(request.path)
    return web.Response(text="hello")


async def fetch(session: ClientSession, path: str) -> None:
    async with gate, session.get(path) as response:
        await response.text()


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
        asyncio.TaskGroup() as group,
    ):
        for number in range(9):
            group.create_task(fetch(session, f"/{number}"))
    print("requests:", len(crowd))
    print("most at once on the server:", max(crowd))


asyncio.run(main())
