# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`async for` has each line before the server sends the next."""

import asyncio

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

seen = asyncio.Event()


async def log(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for text in ("started", "working", "finished"):
        print("server sends", text)
        await response.write(f"{text}\n".encode())
        await seen.wait()
        seen.clear()
    return response


async def main() -> None:
    app = web.Application()
    app.router.add_get("/", log)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
        session.get("/") as response,
    ):
        print("status:", response.status)
        async for line in response.content:
            print("client has", line)
            seen.set()
    print("end of body")


asyncio.run(main())
