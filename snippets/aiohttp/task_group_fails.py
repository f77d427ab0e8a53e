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


async def page(request: web.Request) -> web.Response:
    seconds = float(request.match_info["seconds"])
    await asyncio.sleep(seconds)
    return web.Response(status=500 if seconds < 0.1 else 200)


async def fetch(session: ClientSession, path: str) -> None:
    async with session.get(path, raise_for_status=True):
        print("fetched", path)


async def main() -> None:
    app = web.Application()
    app.router.add_get("/{seconds}", page)
    paths = ["/0.05", "/0.25", "/0.4"]
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
    ):
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(fetch(session, p)) for p in paths
                ]
        except* ClientResponseError as errors:
            print("caught the errors:", len(errors.exceptions))
        print("still running:", sum(not t.done() for t in tasks))
        print("cancelled:", sum(t.cancelled() for t in tasks))


asyncio.run(main())
