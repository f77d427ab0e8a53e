# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Twenty tasks share the ten connections of a pool."""

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
has_connection: list[int] = []
answered: list[int] = []


async def report(pool: aiomysql.Pool, number: int) -> int:
    async with pool.acquire() as connection:
        has_connection.append(number)
        cursor = await connection.cursor()
        query = "SELECT SLEEP(0.2) AS slept, CONNECTION_ID() AS id"
        await cursor.execute(query)
        if not answered:
            print("have a connection:", len(has_connection))
        answered.append(number)
        _, connection_id = await cursor.fetchone()
        return connection_id


async def main() -> None:
    async with aiomysql.create_pool(**SERVER, minsize=10) as pool:
        reports = (report(pool, number) for number in range(20))
        ids = await asyncio.gather(*reports)
        print("tasks that got an answer:", len(ids))
        print("connections that gave them:", len(set(ids)))


asyncio.run(main())
