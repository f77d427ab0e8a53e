# /// script
# requires-python = ">=3.11"
# ///
"""No waiting, so nothing to win: a plain function and a coroutine."""

import asyncio


def total(prices: list[int]) -> int:
    return sum(prices)


async def total_async(prices: list[int]) -> int:
    return sum(prices)


bill = [12, 7, 3]
print("plain:", total(bill))
print("coroutine:", asyncio.run(total_async(bill)))
