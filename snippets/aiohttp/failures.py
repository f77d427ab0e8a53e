# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["slow", "cut"]
# ///
"""Each fetch handles its own failure; the others deliver."""

import asyncio

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from aiohttp.test_utils import TestServer


async def slow(_: web.Request) -> web.Response:
    return await asyncio.sleep(9, web.Response(text="at last"))


async def cut(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    response.force_close()
    await response.prepare(request)
    return response


async def fetch(session: ClientSession, path: str) -> str:
    try:
        async with session.get(path) as response:
            return f"{response.status} {await response.text()}"
    except (ClientError, TimeoutError) as error:
        return type(error).__name__


async def main() -> None:
    app = web.Application()
    app.add_routes([web.get("/slow", slow), web.get("/cut", cut)])
    paths = ["/missing", "/slow", "/cut", "http://127.0.0.1:1/"]
    limit = ClientTimeout(total=1)
    async with TestServer(app) as server:
        url = server.make_url("/")
        async with ClientSession(url, timeout=limit) as session:
            fetches = [fetch(session, path) for path in paths]
            print(*await asyncio.gather(*fetches), sep="\n")


asyncio.run(main())
