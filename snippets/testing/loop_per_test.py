# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""Each test has a loop of its own, closed behind it."""

import asyncio
import unittest

loops: list[asyncio.AbstractEventLoop] = []


class TestLoops(unittest.IsolatedAsyncioTestCase):
    async def test_one(self) -> None:
        loops.append(asyncio.get_running_loop())

    async def test_two(self) -> None:  # runs after test_one
        (before,) = loops
        self.assertIsNot(asyncio.get_running_loop(), before)
        self.assertTrue(before.is_closed())


if __name__ == "__main__":
    unittest.main()
