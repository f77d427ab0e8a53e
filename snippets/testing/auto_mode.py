# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""Auto mode: each coroutine test runs, with a mark or not."""

import asyncio

import pytest


async def test_without_mark() -> None:
    await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_with_mark() -> None:
    await asyncio.sleep(0)


if __name__ == "__main__":
    options = ["-q", "--asyncio-mode=auto"]
    raise SystemExit(pytest.main([*options, __file__]))
