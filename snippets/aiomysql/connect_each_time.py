# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeout = 30
# services = ["mysql"]
# stage = ["SERVER"]
# timeline = "none"
# ///
"""A pool keeps its connection from one query to the next."""

import asyncio
import os
import time
from contextlib import AbstractAsyncContextManager as Block

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}


async def ask(block: Block[aiomysql.Connection]) -> int:
    async with block as connection:
        cursor = await connection.cursor()
        await cursor.execute("SELECT CONNECTION_ID() AS id")
        (connection_id,) = await cursor.fetchone()
        return connection_id


async def main() -> None:
    start = time.process_time()
    ids = [await ask(aiomysql.connect(**SERVER)) for _ in range(50)]
    connecting = time.process_time() - start
    print("50 queries, connecting for each:", len(set(ids)))
    start = time.process_time()
    async with aiomysql.create_pool(**SERVER) as pool:
        ids = [await ask(pool.acquire()) for _ in range(50)]
    pooling = time.process_time() - start
    print("50 queries, with a pool:", len(set(ids)))
    print("half the work here, or less:", pooling <= connecting / 2)


asyncio.run(main())
