# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# exit-status = 1
# timeline = "none"
# ///
"""A check behind each test: no task may be left."""

import asyncio
import unittest

background: set[asyncio.Task[None]] = set()


async def send_receipt() -> None:
    await asyncio.sleep(5)
    raise ConnectionError("the printer is off")


async def pay() -> str:
    background.add(asyncio.create_task(send_receipt(), name="receipt"))
    return "paid"


class TidyTestCase(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        # What is added first runs last.
        self.addAsyncCleanup(self.assert_no_task_left)

    async def assert_no_task_left(self) -> None:
        left = asyncio.all_tasks() - {asyncio.current_task()}
        names = [task.get_name() for task in left]
        self.assertEqual(names, [])


class TestPaying(TidyTestCase):
    async def test_pay(self) -> None:
        self.assertEqual(await pay(), "paid")


if __name__ == "__main__":
    unittest.main()
