# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""A forgotten await is a warning, and the test passes."""

import pytest


async def lock_up() -> None:
    print("locked")


@pytest.mark.asyncio
async def test_lock_up() -> None:
    lock_up()  # the await is missing


if __name__ == "__main__":
    options = ["-q", "--tb=short"]
    raise SystemExit(pytest.main([*options, __file__]))
