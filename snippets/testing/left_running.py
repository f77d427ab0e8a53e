# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""A test passes, and the task with the mistake never got that far."""

import asyncio
import unittest

background: set[asyncio.Task[None]] = set()


async def send_receipt() -> None:
    await asyncio.sleep(5)
    raise ConnectionError("the printer is off")


async def pay() -> str:
    background.add(asyncio.create_task(send_receipt(), name="receipt"))
    return "paid"


class TestPaying(unittest.IsolatedAsyncioTestCase):
    async def test_pay(self) -> None:
        self.assertEqual(await pay(), "paid")


if __name__ == "__main__":
    unittest.main()
