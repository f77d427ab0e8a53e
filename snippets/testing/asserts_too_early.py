# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""A task that was just created has not run a line."""

import asyncio
import unittest


async def ring(log: list[str]) -> None:
    log.append("rings")


class TestBell(unittest.IsolatedAsyncioTestCase):
    async def test_bell(self) -> None:
        log: list[str] = []
        bell = asyncio.create_task(ring(log))
        self.assertEqual(log, [])
        await bell
        self.assertEqual(log, ["rings"])


if __name__ == "__main__":
    unittest.main()
