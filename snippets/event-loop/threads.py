# /// script
# requires-python = ">=3.11"
# ///
"""A waiter for each table: three threads."""

import threading
import time


def serve(table: str, seconds: float) -> None:
    time.sleep(seconds)
    print(f"{table}: the order is taken")


TABLES = {"window": 0.9, "door": 0.3, "corner": 0.6}

start = time.perf_counter()
waiters = [
    threading.Thread(target=serve, args=table)
    for table in TABLES.items()
]
for waiter in waiters:
    waiter.start()
print("waiters at work:", threading.active_count() - 1)
for waiter in waiters:
    waiter.join()
elapsed = time.perf_counter() - start
print("took less than all three:", elapsed < 1.7)
