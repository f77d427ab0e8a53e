# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Rows that were not read stand before the next answer."""

import asyncio
import os
import warnings

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}
NUMBERS = "SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 ORDER BY n"


async def main() -> None:
    async with aiomysql.connect(**SERVER) as db:
        rows = await db.cursor(aiomysql.SSCursor)
        await rows.execute(NUMBERS)
        async for (number,) in rows:
            print("row:", number)
            break
        other = await db.cursor()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            await other.execute("SELECT 'hello' AS word")
        print(*(warning.message for warning in caught))
        print("other query:", await other.fetchone())
        print("first query:", await rows.fetchone())


asyncio.run(main())
