# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The step that both need takes no lock; whoever calls it holds it."""

import asyncio


class Till:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.money = 100

    def _add(self, amount: int) -> None:
        self.money += amount

    async def add(self, amount: int) -> None:
        async with self.lock:
            self._add(amount)

    async def pay_in(self, coins: list[int]) -> None:
        async with self.lock:
            for coin in coins:
                self._add(coin)
                await asyncio.sleep(0)


async def main() -> None:
    till = Till()
    async with asyncio.timeout(0.5):
        await till.pay_in([2, 5])
        await till.add(1)
    print("in the till:", till.money)


asyncio.run(main())
