# /// script
# requires-python = ">=3.11"
# ///
"""A waiter who stands at each table until its guests have chosen."""

import time


def serve(table: str, seconds: float) -> None:
    print(f"{table}: here is the menu")
    time.sleep(seconds)  # the guests are reading it
    print(f"{table}: the order is taken")


start = time.perf_counter()
serve("window", 0.3)
serve("door", 0.1)
serve("corner", 0.2)
elapsed = time.perf_counter() - start
print("took the time of all three:", elapsed >= 0.6)
