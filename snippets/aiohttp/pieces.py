# /// script
# requires-python = ">=3.11"
# dependencies = ["aiohttp"]
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["archive"]
# ///
"""A large body, piece by piece, into a checksum."""

import asyncio
import hashlib

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

BODY = bytes(3_000_000)


async def archive(_: web.Request) -> web.Response:
    return web.Response(body=BODY)


async def main() -> None:
    app = web.Application()
    app.router.add_get("/", archive)
    digest = hashlib.sha256()
    sizes = []
    async with (
        TestServer(app) as server,
        ClientSession(server.make_url("/")) as session,
        session.get("/") as response,
    ):
        async for piece in response.content.iter_chunked(65_536):
            digest.update(piece)
            sizes.append(len(piece))
    print("bytes:", sum(sizes))
    print("no piece over 65536 bytes:", max(sizes) <= 65_536)
    print("complete:", digest.digest() == hashlib.sha256(BODY).digest())


asyncio.run(main())
