# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""A pool that closes lets queries end and lends no more."""

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


async def report(pool: aiomysql.Pool, name: str) -> None:
    async with pool.acquire() as connection:
        cursor = await connection.cursor()
        await cursor.execute("SELECT SLEEP(0.3) AS slept")
        print(name, "has its answer")


async def main() -> None:
    pool = await aiomysql.create_pool(**SERVER)
    early = asyncio.create_task(report(pool, "early"))
    await asyncio.sleep(0.1)
    pool.close()
    try:
        await report(pool, "late")
    except RuntimeError as error:
        print("late:", error)
    await pool.wait_closed()
    print("connections:", pool.size)
    await early


asyncio.run(main())
