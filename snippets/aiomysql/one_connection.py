# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Ten tasks take turns on one connection, under a lock."""

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
turn = asyncio.Lock()


async def report(connection: aiomysql.Connection, month: int) -> int:
    async with turn, connection.cursor() as cursor:
        query = "SELECT SLEEP(0.1) AS slept, %s AS month"
        await cursor.execute(query, (month,))
        _, result = await cursor.fetchone()
        return result


async def main() -> None:
    async with aiomysql.connect(**SERVER) as connection:
        start = time.perf_counter()
        reports = (report(connection, month) for month in range(1, 11))
        print(await asyncio.gather(*reports))
        elapsed = time.perf_counter() - start
        print("took as long as ten:", elapsed > 0.95)


asyncio.run(main())
