# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Handle the number you expect, and raise all others again."""

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
CREATE = "CREATE TEMPORARY TABLE rooms (number INT PRIMARY KEY)"
DUPLICATE_KEY = 1062
INSERT = "INSERT INTO rooms (number) VALUES (%s)"


async def book(cursor: aiomysql.Cursor, number: int) -> bool:
    try:
        await cursor.execute(INSERT, (number,))
    except aiomysql.IntegrityError as error:
        if error.args[0] != DUPLICATE_KEY:
            raise
        return False
    return True


async def main() -> None:
    async with aiomysql.connect(**SERVER) as db, db.cursor() as cursor:
        await cursor.execute(CREATE)
        for number in (7, 8, 7):
            print(number, await book(cursor, number))


asyncio.run(main())
