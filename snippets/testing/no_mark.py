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
"""Strict mode: a test without a mark is nobody's."""

import asyncio

import pytest


async def test_without_mark() -> None:
    await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_with_mark() -> None:
    await asyncio.sleep(0)


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
