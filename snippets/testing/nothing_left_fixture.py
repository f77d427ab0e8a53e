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
"""The same check as a fixture that each test gets unasked."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

background: set[asyncio.Task[None]] = set()


async def send_receipt() -> None:
    await asyncio.sleep(5)
    raise ConnectionError("the printer is off")


async def pay() -> str:
    background.add(asyncio.create_task(send_receipt(), name="receipt"))
    return "paid"


@pytest_asyncio.fixture(autouse=True)
async def no_task_left() -> AsyncIterator[None]:
    before = asyncio.all_tasks()
    yield
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    assert [task.get_name() for task in left] == []


@pytest.mark.asyncio
async def test_pay() -> None:
    assert await pay() == "paid"


if __name__ == "__main__":
    options = ["-q", "--tb=short"]
    raise SystemExit(pytest.main([*options, __file__]))
