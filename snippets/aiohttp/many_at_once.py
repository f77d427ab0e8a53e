# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# ///
"""`gather` fetches many pages at once, results in order."""

import asyncio
import time

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer


async def page(request: web.Request) -> web.Response:
    await asyncio.sleep(0.1)
    return web.Response(text=f"page {request.match_info['number']}")


async def fetch(session: ClientSession, path: str) -> str:
    async with session.get(path) as response:
        return await response.text()


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    paths = [f"/{number}" for number in range(1, 6)]
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
    ):
        start = time.monotonic()
        pages = await asyncio.gather(
            *(fetch(session, path) for path in paths)
        )
        elapsed = time.monotonic() - start
    print(pages)
    print("less than the time of three pages:", elapsed < 0.3)


asyncio.run(main())
