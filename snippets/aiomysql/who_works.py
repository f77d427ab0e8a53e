# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""While ten queries run, this process has next to nothing to do."""

import asyncio
import os
import threading
import time

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}
POOL = SERVER | {"minsize": 11, "maxsize": 11}
QUERY = "SELECT SLEEP(1) AS slept"


async def run(pool: aiomysql.Pool, query: str) -> list[tuple]:
    async with pool.acquire() as db, db.cursor() as cursor:
        await cursor.execute(query)
        return await cursor.fetchall()


async def main() -> None:
    async with aiomysql.create_pool(**POOL) as pool:
        start = time.process_time()
        rows = asyncio.gather(*[run(pool, QUERY) for _ in range(10)])
        await asyncio.sleep(0.2)
        processes = await run(pool, "SHOW PROCESSLIST")
        ours = str([row for row in processes if SERVER["db"] in row])
        print("at work on the server:", ours.count(QUERY))
        print("threads in this process:", threading.active_count())
        await rows
        print("busy under 0.2 s:", time.process_time() - start < 0.2)


asyncio.run(main())
