# /// script
# requires-python = ">=3.11"
# ///
"""`with` releases a lock on an exception; two calls do not."""

import threading
from contextlib import suppress


def withdraw(balance: int, amount: int) -> int:
    if amount > balance:
        raise ValueError("not enough money")
    return balance - amount


def by_hand(lock: threading.Lock) -> None:
    lock.acquire()
    withdraw(10, 20)
    lock.release()


def by_with(lock: threading.Lock) -> None:
    with lock:
        withdraw(10, 20)


for function in (by_hand, by_with):
    lock = threading.Lock()
    with suppress(ValueError):
        function(lock)
    print(f"{function.__name__}: still locked: {lock.locked()}")
