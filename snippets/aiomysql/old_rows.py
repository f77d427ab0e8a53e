# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""A pool hands a transaction on, with the rows it began with."""

import asyncio
import os

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}


async def read(pool: aiomysql.Pool, *, end: bool) -> None:
    async with pool.acquire() as db, db.cursor() as cursor:
        await cursor.execute("SELECT COUNT(*) AS found FROM orders")
        print("orders:", *await cursor.fetchone())
        if end:
            await db.commit()


async def main() -> None:
    async with (
        aiomysql.connect(**SERVER, autocommit=True) as writer,
        aiomysql.create_pool(**SERVER) as pool,
        writer.cursor() as cursor,
    ):
        await cursor.execute("CREATE TABLE orders (item VARCHAR(9))")
        await read(pool, end=False)
        await cursor.execute("INSERT INTO orders (item) VALUES ('tea')")
        print("order saved")
        for end in (False, True, True):
            await read(pool, end=end)
        await cursor.execute("DROP TABLE orders")


asyncio.run(main())
