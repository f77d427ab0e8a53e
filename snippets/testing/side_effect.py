# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""What a stand-in can do: fail, answer, answer by a function."""

import asyncio
import unittest
from unittest.mock import AsyncMock, call


async def order(kitchen: AsyncMock, dish: str) -> str:
    while True:
        try:
            return await kitchen(dish)
        except ConnectionError:
            await asyncio.sleep(0)


async def cook(dish: str) -> str:
    await asyncio.sleep(0.01)
    return f"hot {dish}"


class TestOrder(unittest.IsolatedAsyncioTestCase):
    async def test_second_try(self) -> None:
        kitchen = AsyncMock(side_effect=[ConnectionError, "soup"])
        self.assertEqual(await order(kitchen, "soup"), "soup")
        self.assertEqual(
            kitchen.await_args_list, [call("soup"), call("soup")]
        )

    async def test_function(self) -> None:
        kitchen = AsyncMock(side_effect=cook)
        self.assertEqual(await order(kitchen, "soup"), "hot soup")
        kitchen.assert_awaited_once_with("soup")


if __name__ == "__main__":
    unittest.main()
