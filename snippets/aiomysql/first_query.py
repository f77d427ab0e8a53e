# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""A pool lends a connection; a cursor runs statements on it."""

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
CREATE = "CREATE TEMPORARY TABLE moons (name VARCHAR(9), planet INT)"
INSERT = "INSERT INTO moons (name, planet) VALUES (%s, %s)"
MOONS = [("Luna", 3), ("Phobos", 4), ("Deimos", 4)]


async def main() -> None:
    async with (
        aiomysql.create_pool(**SERVER) as pool,
        pool.acquire() as connection,
        connection.cursor() as cursor,
    ):
        await cursor.execute(CREATE)
        await cursor.executemany(INSERT, MOONS)
        await cursor.execute("SELECT name, planet FROM moons")
        print(await cursor.fetchone())
        print(await cursor.fetchall())
        print(await cursor.fetchone())
        select = "SELECT name FROM moons WHERE planet = %s"
        await cursor.execute(select, (4,))
        async for (name,) in cursor:
            print(name)


asyncio.run(main())
