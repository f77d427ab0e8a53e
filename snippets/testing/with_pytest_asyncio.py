# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""A test and its fixture, run by pytest-asyncio."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

Orders = asyncio.Queue[str]


@pytest_asyncio.fixture
async def orders() -> AsyncIterator[Orders]:
    queue = Orders()
    await queue.put("soup")
    yield queue
    assert queue.empty(), "an order is left"


@pytest.mark.asyncio
async def test_first_order(orders: Orders) -> None:
    async with asyncio.timeout(5):
        assert await orders.get() == "soup"


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
