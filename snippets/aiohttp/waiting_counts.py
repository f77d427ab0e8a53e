# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["page"]
# ///
"""The total timeout also counts the wait for a connection."""

import asyncio

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web
from aiohttp.test_utils import TestServer


async def page(request: web.Request) -> web.Response:
    if request.path == "/slow":
        await asyncio.sleep(0.7)
    return web.Response(text=request.path)


async def fetch(
    session: ClientSession, gate: asyncio.Semaphore, path: str
) -> str:
    limit = ClientTimeout(total=0.5 if path == "/quick" else 5)
    async with gate, session.get(path, timeout=limit) as response:
        return await response.text()


async def fetch_two(url: str, pool: int, places: int) -> None:
    gate = asyncio.Semaphore(places)
    connector = TCPConnector(limit=pool)
    async with ClientSession(url, connector=connector) as session:
        fetches = [fetch(session, gate, p) for p in ("/slow", "/quick")]
        print(await asyncio.gather(*fetches, return_exceptions=True))


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{name}", page)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        await fetch_two(url, pool=1, places=2)
        await fetch_two(url, pool=2, places=1)


asyncio.run(main())
