# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# any-order = [[1, 6]]
# ///
"""A waiter for each table: three threads."""

import threading
import time


def serve(table: str, seconds: float) -> None:
    print(f"{table}: here is the menu")
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
at_work = threading.active_count() - 1
for waiter in waiters:
    waiter.join()
elapsed = time.perf_counter() - start
print("waiters at work:", at_work)
print("took less than all three:", elapsed < 1.7)
