# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# ///
"""The total timeout also counts the wait for a connection."""

import asyncio

from aiohttp import ClientSession, ClientTimeout, TCPConnector, web
from aiohttp.test_utils import TestServer


async def page(_: web.Request) -> web.Response:
    await asyncio.sleep(0.5)
    return web.Response(text="page")


async def fetch(session: ClientSession, gate: asyncio.Semaphore) -> str:
    async with gate, session.get("/") as response:
        return await response.text()


async def fetch_two(url: str, pool: int, places: int) -> None:
    gate = asyncio.Semaphore(places)
    connector = TCPConnector(limit=pool)
    limit = ClientTimeout(total=0.8)
    async with ClientSession(
        url, connector=connector, timeout=limit
    ) as session:
        fetches = [fetch(session, gate) for _ in range(2)]
        print(await asyncio.gather(*fetches, return_exceptions=True))


async def main() -> None:
    app = web.Application()
    app.router.add_get("/", page)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        await fetch_two(url, pool=1, places=2)
        await fetch_two(url, pool=2, places=1)


asyncio.run(main())
