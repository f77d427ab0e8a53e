# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Ten queries at once, each on a connection of its own."""

import asyncio
import os
import time

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}
used: set[aiomysql.Connection] = set()


async def report(pool: aiomysql.Pool, month: int) -> int:
    async with pool.acquire() as connection:
        used.add(connection)
        cursor = await connection.cursor()
        query = "SELECT SLEEP(0.1) AS slept, %s AS month"
        await cursor.execute(query, (month,))
        _, result = await cursor.fetchone()
        return result


async def main() -> None:
    async with aiomysql.create_pool(**SERVER, minsize=10) as pool:
        start = time.perf_counter()
        reports = (report(pool, month) for month in range(1, 11))
        print(await asyncio.gather(*reports))
        elapsed = time.perf_counter() - start
        print("took as long as ten:", elapsed > 0.95)
        print("connections used:", len(used))


asyncio.run(main())
