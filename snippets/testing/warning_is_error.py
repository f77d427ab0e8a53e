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
"""With -W error, what was forgotten fails the test."""

import socket

import pytest


async def lock_up() -> None:
    print("locked")


async def free_port() -> int:
    listener = socket.create_server(("127.0.0.1", 0))
    return listener.getsockname()[1]  # and nobody closes it


@pytest.mark.asyncio
async def test_lock_up() -> None:
    lock_up()  # the await is missing


@pytest.mark.asyncio
async def test_free_port() -> None:
    assert await free_port() > 0


if __name__ == "__main__":
    options = ["-q", "--tb=no", "-W", "error"]
    raise SystemExit(pytest.main([*options, __file__]))
