# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# ///
"""`gather` raises the first error; the rest go on unattended."""

import asyncio

from aiohttp import ClientResponseError, ClientSession, web
from aiohttp.test_utils import TestServer

go_on = asyncio.Event()


async def page(request: web.Request) -> web.Response:
    if request.path == "/1":
        return web.Response(status=500)
    await go_on.wait()
    return web.Response()


async def fetch(session: ClientSession, number: str) -> str:
    async with session.get(f"/{number}", raise_for_status=True):
        return f"page {number}"


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
    ):
        tasks = [asyncio.create_task(fetch(session, n)) for n in "123"]
        try:
            await asyncio.gather(*tasks)
        except ClientResponseError as error:
            print("caught the error:", error.status)
        print("still running:", sum(not t.done() for t in tasks))
        go_on.set()
        print("the others:", await asyncio.gather(*tasks[1:]))


asyncio.run(main())
