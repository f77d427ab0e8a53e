# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Each statement is final, so a failure leaves half of the work."""

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
CREATE = """CREATE TEMPORARY TABLE accounts
(name VARCHAR(9) PRIMARY KEY, money INT)"""
INSERT = "INSERT INTO accounts (name, money) VALUES (%s, %s)"
TAKE = "UPDATE accounts SET money = money - 30 WHERE name = 'Ann'"


async def main() -> None:
    async with aiomysql.connect(**SERVER, autocommit=True) as db:
        cursor = await db.cursor()
        await cursor.execute(CREATE)
        await cursor.executemany(INSERT, [("Ann", 100), ("Bob", 0)])
        for name in ("Bob", "Cid"):
            try:
                await cursor.execute(TAKE)
                await cursor.execute(INSERT, (name, 30))
            except aiomysql.IntegrityError as error:
                print("error", error.args[0])
            await cursor.execute("SELECT name, money FROM accounts")
            print(await cursor.fetchall())


asyncio.run(main())
