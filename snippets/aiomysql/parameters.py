# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""A name passed as a parameter stays a name."""

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
CREATE = "CREATE TEMPORARY TABLE users (name VARCHAR(9), card INT)"
INSERT = "INSERT INTO users (name, card) VALUES (%s, %s)"
USERS = [("Ann", 1111), ("O'Neil", 2222)]
SELECT = "SELECT name, card FROM users WHERE name = %s"
READ_ALL = "x' OR 'a' = 'a"
DELETE_ALL = "x'; DELETE FROM users WHERE 'a' = 'a"


async def find(cursor: aiomysql.Cursor, name: str) -> None:
    await cursor.execute(SELECT, (name,))
    print(name, "->", list(await cursor.fetchall()))


async def main() -> None:
    async with aiomysql.connect(**SERVER) as db, db.cursor() as cursor:
        await cursor.execute(CREATE)
        await cursor.executemany(INSERT, USERS)
        for name in ("Ann", "O'Neil", READ_ALL, DELETE_ALL, "Ann"):
            await find(cursor, name)
        print(cursor.mogrify(SELECT, (READ_ALL,)))


asyncio.run(main())
