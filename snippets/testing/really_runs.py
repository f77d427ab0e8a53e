# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# exit-status = 1
# timeline = "none"
# ///
"""The same test, and now it runs."""

import unittest

PRICES = {"soup": 4, "bread": 2}


async def bill(*dishes: str) -> int:
    return sum(PRICES[dish] for dish in dishes[1:])


class TestBill(unittest.IsolatedAsyncioTestCase):
    async def test_two_dishes(self) -> None:
        self.assertEqual(await bill("soup", "bread"), 6)


if __name__ == "__main__":
    unittest.main()
