# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# timeline = "folded"
# ///
"""The error leaves the session's block, and closes it for all."""

import asyncio

from aiohttp import ClientResponseError, ClientSession, web
from aiohttp.test_utils import TestServer

all_here, go_on = asyncio.Barrier(3), asyncio.Event()


async def page(request: web.Request) -> web.Response:
    await all_here.wait()
    if request.path != "/1":
        await go_on.wait()
    return web.Response(status=500 if request.path == "/1" else 200)


async def fetch(session: ClientSession, number: str) -> str:
    async with session.get(f"/{number}", raise_for_status=True):
        return f"page {number}"


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{number}", page)
    async with TestServer(app) as server:
        try:
            async with ClientSession(server.make_url("/")) as session:
                fetches = [fetch(session, number) for number in "123"]
                tasks = [*map(asyncio.create_task, fetches)]
                await asyncio.gather(*tasks)
        except ClientResponseError as error:
            print("caught the error:", error.status)
        go_on.set()
        await asyncio.wait(tasks)
        print(*(repr(task.exception()) for task in tasks[1:]), sep="\n")


asyncio.run(main())
