# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Without a commit, an insert goes when the connection goes back."""

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
COUNT = "SELECT COUNT(*) AS found FROM orders"


async def order(pool: aiomysql.Pool, *, commit: bool) -> None:
    async with pool.acquire() as db, db.cursor() as cursor:
        await cursor.execute("INSERT INTO orders (item) VALUES ('tea')")
        await cursor.execute(COUNT)
        print("writer:", *await cursor.fetchone(), end=", reader: ")
        if commit:
            await db.commit()


async def main() -> None:
    async with aiomysql.create_pool(**SERVER) as pool:
        reader = await aiomysql.connect(**SERVER, autocommit=True)
        cursor = await reader.cursor()
        await cursor.execute("CREATE TABLE orders (item VARCHAR(9))")
        for commit in (False, True):
            await order(pool, commit=commit)
            await cursor.execute(COUNT)
            print(*await cursor.fetchone(), "- pool kept:", pool.size)
        await cursor.execute("DROP TABLE orders")
        await reader.ensure_closed()


asyncio.run(main())
