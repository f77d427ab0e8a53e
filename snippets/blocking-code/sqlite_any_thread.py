# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A connection of sqlite3 serves no thread but its own."""

import asyncio
import sqlite3
from contextlib import closing


async def main() -> None:
    with closing(sqlite3.connect(":memory:")) as orders:
        try:
            await asyncio.to_thread(orders.execute, "SELECT 1")
        except sqlite3.ProgrammingError:
            print("refused: made in another thread")


asyncio.run(main())
