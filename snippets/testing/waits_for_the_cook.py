# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "open"
# ///
"""A test that waits for what it means: the cook is done."""

import asyncio
import unittest


async def cook(dishes: list[str]) -> None:
    await asyncio.sleep(1)
    dishes.append("soup")


class TestCook(unittest.IsolatedAsyncioTestCase):
    async def test_soup(self) -> None:
        dishes: list[str] = []
        task = asyncio.create_task(cook(dishes), name="cook")
        async with asyncio.timeout(10):
            await task
        self.assertIn("soup", dishes)


if __name__ == "__main__":
    unittest.main()
