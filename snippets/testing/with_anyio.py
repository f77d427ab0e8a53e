# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "anyio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""The same test and fixture, run by the plugin of anyio."""

import asyncio
from collections.abc import AsyncIterator

import pytest

Orders = asyncio.Queue[str]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def orders() -> AsyncIterator[Orders]:
    queue = Orders()
    await queue.put("soup")
    yield queue
    assert queue.empty(), "an order is left"


@pytest.mark.anyio
async def test_first_order(orders: Orders) -> None:
    async with asyncio.timeout(5):
        assert await orders.get() == "soup"


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
