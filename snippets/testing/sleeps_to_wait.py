# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# exit-status = 1
# timeline = "open"
# ///
"""A test that sleeps, and hopes that the cook is done by then."""

import asyncio
import unittest


async def cook(dishes: list[str]) -> None:
    await asyncio.sleep(1)
    dishes.append("soup")


class TestCook(unittest.IsolatedAsyncioTestCase):
    async def test_soup(self) -> None:
        dishes: list[str] = []
        task = asyncio.create_task(cook(dishes), name="cook")
        await asyncio.sleep(0.2)
        self.addCleanup(task.cancel)
        self.assertIn("soup", dishes)


if __name__ == "__main__":
    unittest.main()
