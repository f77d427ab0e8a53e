# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""A stand-in whose calls can be awaited."""

from unittest.mock import AsyncMock

import pytest


async def greet(door: AsyncMock) -> str:
    return f"come in, {await door.ring()}"


@pytest.mark.asyncio
async def test_greeting() -> None:
    door = AsyncMock()
    door.ring.return_value = "Ada"
    assert await greet(door) == "come in, Ada"


if __name__ == "__main__":
    options = ["-q", "--tb=short"]
    raise SystemExit(pytest.main([*options, __file__]))
