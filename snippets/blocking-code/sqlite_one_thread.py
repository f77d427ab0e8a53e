# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A connection of sqlite3 serves no thread but its own."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor


def connect() -> sqlite3.Connection:
    orders = sqlite3.connect(":memory:")
    orders.execute("CREATE TABLE orders (dish TEXT)")
    return orders


def add(orders: sqlite3.Connection, dish: str) -> int:
    orders.execute("INSERT INTO orders VALUES (?)", (dish,))
    row = orders.execute("SELECT count(*) FROM orders").fetchone()
    return int(row[0])


async def main(one: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    orders = await loop.run_in_executor(one, connect)
    try:
        await asyncio.to_thread(add, orders, "soup")
    except sqlite3.ProgrammingError:
        print("refused: made in another thread")
    for dish in "soup", "fish":
        count = await loop.run_in_executor(one, add, orders, dish)
        print(f"{dish} added, orders: {count}")
    await loop.run_in_executor(one, orders.close)


with ThreadPoolExecutor(max_workers=1) as pool:
    asyncio.run(main(pool))
