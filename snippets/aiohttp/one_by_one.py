# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# ///
"""`await` in a `for` loop fetches one page after another."""

import asyncio

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer


async def page(request: web.Request) -> web.Response:
    await asyncio.sleep(0.1)
    return web.Response(text=f"page {request.match_info['number']}")


async def fetch(session: ClientSession, path: str) -> str:
    print("asks for", path)
    async with session.get(path) as response:
        text = await response.text()
    print("has", text)
    return text


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    paths = [f"/{number}" for number in range(1, 6)]
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
    ):
        pages = [await fetch(session, path) for path in paths]
    print(pages)


asyncio.run(main())
