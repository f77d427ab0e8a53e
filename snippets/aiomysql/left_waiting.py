# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Nobody tells a waiting task that a connection is gone."""

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


async def report(pool: aiomysql.Pool, name: str, limit: float) -> None:
    try:
        async with asyncio.timeout(limit), pool.acquire() as connection:
            print(name, "has a connection")
            cursor = await connection.cursor()
            await cursor.execute("SELECT SLEEP(0.3) AS slept")
            print(name, "has its answer")
    except TimeoutError:
        print(name, "gave up; connection closed:", connection.closed)


async def main() -> None:
    async with aiomysql.create_pool(**SERVER, maxsize=1) as pool:
        hasty = asyncio.create_task(report(pool, "hasty", 0.1))
        patient = asyncio.create_task(report(pool, "patient", 60))
        await hasty
        await asyncio.sleep(0.5)
        print("patient has waited; connections:", pool.size)
        await pool.clear()
        await patient


asyncio.run(main())
