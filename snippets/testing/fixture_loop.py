# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""The test runs in the loop of its fixture."""

import asyncio

import pytest
import pytest_asyncio

Letter = asyncio.Future[str]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def letter() -> Letter:
    loop = asyncio.get_running_loop()
    future: Letter = loop.create_future()
    loop.call_later(0.05, future.set_result, "from Ada")
    return future


@pytest.mark.asyncio(loop_scope="module")
async def test_letter(letter: Letter) -> None:
    assert await letter == "from Ada"


if __name__ == "__main__":
    options = ["-q", "--tb=short"]
    raise SystemExit(pytest.main([*options, __file__]))
