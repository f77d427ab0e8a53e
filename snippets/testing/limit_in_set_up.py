# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""A time limit that is entered before the test limits nothing."""

import asyncio
import unittest


async def bake() -> str:
    await asyncio.sleep(0.5)
    return "bread"


class TestLimits(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        await self.enterAsyncContext(asyncio.timeout(0.05))

    async def test_limit_in_set_up(self) -> None:
        self.assertEqual(await bake(), "bread")


class TestLimit(unittest.IsolatedAsyncioTestCase):
    async def test_limit_in_test(self) -> None:
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0.05):
                await bake()


if __name__ == "__main__":
    unittest.main()
