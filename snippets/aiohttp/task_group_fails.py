# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# stage = ["page"]
# ///
"""A `TaskGroup` cancels the rest before it raises."""

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
        fetches = [fetch(session, number) for number in "123"]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [*map(group.create_task, fetches)]
        except* ClientResponseError as errors:
            print("caught the errors:", len(errors.exceptions))
        print("still running:", sum(not t.done() for t in tasks))
        print("cancelled:", sum(t.cancelled() for t in tasks))


asyncio.run(main())
