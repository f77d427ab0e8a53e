# /// script
# requires-python = ">=3.11"
# dependencies = ["aiomysql"]
#
# [tool.running-loop]
# timeline = "folded"
# services = ["mysql"]
# stage = ["SERVER"]
# ///
"""Pools that nobody closed, one forgotten and one kept."""

import asyncio
import os
import sys
import warnings

import aiomysql

SERVER = {
    "host": os.getenv("MYSQL_HOST", "127.0.0.1"),
    "port": int(os.getenv("MYSQL_PORT", "3306")),
    "user": os.getenv("MYSQL_USER", "root"),
    "password": os.getenv("MYSQL_PASSWORD", ""),
    "db": os.getenv("MYSQL_DATABASE", "test"),
}
kept: list[aiomysql.Pool] = []


def show_warning(message: Warning, *_: object) -> None:
    print("warning:", str(message).partition(" <")[0])


def show_ignored(report: "sys.UnraisableHookArgs") -> None:
    print("ignored:", repr(report.exc_value))


async def main() -> None:
    forgotten = await aiomysql.create_pool(**SERVER)
    kept.append(await aiomysql.create_pool(**SERVER))
    print("connections:", forgotten.size + kept[0].size)


warnings.filterwarnings("always", "Unclosed connection")
warnings.showwarning = show_warning
sys.unraisablehook = show_ignored
asyncio.run(main())
print("the event loop is closed")
kept.clear()
print("end of program")
