# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Two tasks use one connection, and answers get mixed up."""

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


async def ask(connection: aiomysql.Connection, word: str) -> str:
    cursor = await connection.cursor()
    query = "SELECT SLEEP(0.1) AS slept, %s AS word"
    await cursor.execute(query, (word,))
    _, answer = await cursor.fetchone()
    return answer


async def main() -> None:
    async with aiomysql.connect(**SERVER) as connection:
        answers = await asyncio.gather(
            ask(connection, "first"),
            ask(connection, "second"),
            return_exceptions=True,
        )
        print("first got:", answers[0])
        print("second got:", type(answers[1]).__name__)
        print(answers[1])
        print("third got:", await ask(connection, "third"))
        print("fourth got:", await ask(connection, "fourth"))


asyncio.run(main())
