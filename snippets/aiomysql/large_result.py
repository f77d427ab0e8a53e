# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeout = 30
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""A Cursor holds the whole result, an SSCursor a part of it."""

import asyncio
import os
import tracemalloc

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}
INSERT = "INSERT INTO pages (body) VALUES (%s)"


async def read(db: aiomysql.Connection, kind: type) -> None:
    size = 0
    tracemalloc.start()
    async with db.cursor(kind) as cursor:
        await cursor.execute("SELECT body FROM pages")
        async for (body,) in cursor:
            size += len(body)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(kind.__name__, "read", size, "characters")
    print("held a quarter of them or more:", most >= size / 4)


async def main() -> None:
    async with aiomysql.connect(**SERVER) as db, db.cursor() as cursor:
        await cursor.execute("CREATE TEMPORARY TABLE pages (body TEXT)")
        await cursor.executemany(INSERT, [("x" * 10_000,)] * 500)
        await read(db, aiomysql.Cursor)
        await read(db, aiomysql.SSCursor)


asyncio.run(main())
