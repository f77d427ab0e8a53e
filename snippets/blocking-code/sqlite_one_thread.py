# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A pool of one thread: every call comes from the same one."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor


def connect() -> sqlite3.Connection:
    orders = sqlite3.connect(":memory:")
    orders.execute("CREATE TABLE orders (dish TEXT)")
    return orders


def add(orders: sqlite3.Connection, dish: str) -> int:
    orders.execute("INSERT INTO orders VALUES (?)", (dish,))
    count: int = orders.execute(
        "SELECT count(*) FROM orders",
    ).fetchone()[0]
    return count


async def main(one: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    orders = await loop.run_in_executor(one, connect)
    for dish in "soup", "fish":
        count = await loop.run_in_executor(one, add, orders, dish)
        print(f"{dish} added, orders: {count}")
    await loop.run_in_executor(one, orders.close)


with ThreadPoolExecutor(max_workers=1) as pool:
    asyncio.run(main(pool))
