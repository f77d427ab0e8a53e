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
"""Called is not awaited: two assertions about one mistake."""

from unittest.mock import AsyncMock

import pytest


async def close_up(door: AsyncMock) -> None:
    door.lock()  # the await is missing


@pytest.mark.asyncio
async def test_called() -> None:
    door = AsyncMock()
    await close_up(door)
    door.lock.assert_called_once()


@pytest.mark.asyncio
async def test_awaited() -> None:
    door = AsyncMock()
    await close_up(door)
    door.lock.assert_awaited_once()


if __name__ == "__main__":
    options = ["-q", "--tb=no"]
    raise SystemExit(pytest.main([*options, __file__]))
