# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""An error has the server's number and one of a few classes."""

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
INSERT = "INSERT INTO rooms (number) VALUES (7), (7)"
LOGIN = {"password": "not this one"}


async def attempt(what: str, *sql: str, **changes: object) -> None:
    try:
        async with aiomysql.connect(**SERVER | changes) as connection:
            cursor = await connection.cursor()
            for statement in sql:
                await cursor.execute(statement)
    except aiomysql.Error as error:
        print(what, "->", error.args[0], type(error).__name__)


async def main() -> None:
    await attempt("nobody listens", port=1)
    await attempt("wrong password", **LOGIN)
    await attempt("key taken", CREATE, INSERT)
    await attempt("not SQL", "SELEC 1")
    await attempt("no such table", "SELECT number FROM rooms")


asyncio.run(main())
