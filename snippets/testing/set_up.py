# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""What runs around a test, in which order, and in which loop."""

import asyncio
import unittest
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def oven() -> AsyncIterator[int]:
    print("the oven is on")
    yield 220
    print("the oven is off")


async def sweep() -> None:
    print("the floor is swept")


class TestKitchen(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.addAsyncCleanup(sweep)
        self.degrees = await self.enterAsyncContext(oven())
        self.loop = asyncio.get_running_loop()
        self.task = asyncio.current_task()

    async def test_bread(self) -> None:
        print("the test runs at", self.degrees)
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        print("same loop:", loop is self.loop)
        print("same task:", task is self.task)
        print("debug mode:", loop.get_debug())
        self.assertEqual(self.degrees, 220)

    async def asyncTearDown(self) -> None:
        print("asyncTearDown")


if __name__ == "__main__":
    unittest.main()
