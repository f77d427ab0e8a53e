# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The holder of the lock calls a method that wants the lock."""

import asyncio


class Till:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.money = 100

    async def add(self, amount: int) -> None:
        async with self.lock:
            self.money += amount

    async def pay_in(self, coins: list[int]) -> None:
        async with self.lock:
            for coin in coins:
                await self.add(coin)


async def main() -> None:
    till = Till()
    try:
        async with asyncio.timeout(0.5):
            await till.pay_in([2, 5])
    except TimeoutError:
        print("stuck: add waits for the lock that pay_in holds")
    print("in the till:", till.money)


asyncio.run(main())
