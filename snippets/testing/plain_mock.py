# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# exit-status = 1
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""A stand-in that gives its value cannot be awaited."""

from unittest.mock import Mock

import pytest


async def greet(door: Mock) -> str:
    return f"come in, {await door.ring()}"


@pytest.mark.asyncio
async def test_greeting() -> None:
    door = Mock()
    door.ring.return_value = "Ada"
    assert await greet(door) == "come in, Ada"


if __name__ == "__main__":
    options = ["-q", "--tb=short"]
    raise SystemExit(pytest.main([*options, __file__]))
