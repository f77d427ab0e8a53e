# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# alone = true
# timeline = "none"
# ///
"""`Mock` gives the value at once; `AsyncMock` gives it when awaited."""

import unittest
from unittest.mock import AsyncMock, Mock


async def greet(door: Mock) -> str:
    return f"come in, {await door.ring()}"


class TestGreeting(unittest.IsolatedAsyncioTestCase):
    async def test_mock(self) -> None:
        door = Mock()
        door.ring.return_value = "Ada"
        with self.assertRaises(TypeError):
            await greet(door)

    async def test_async_mock(self) -> None:
        door = AsyncMock()
        door.ring.return_value = "Ada"
        self.assertEqual(await greet(door), "come in, Ada")


if __name__ == "__main__":
    unittest.main()
