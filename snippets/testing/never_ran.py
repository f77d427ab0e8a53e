# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""A test that passes, and never ran."""

import unittest

PRICES = {"soup": 4, "bread": 2}


async def bill(*dishes: str) -> int:
    return sum(PRICES[dish] for dish in dishes[1:])


class TestBill(unittest.TestCase):
    async def test_two_dishes(self) -> None:
        self.assertEqual(await bill("soup", "bread"), 6)


if __name__ == "__main__":
    unittest.main()
