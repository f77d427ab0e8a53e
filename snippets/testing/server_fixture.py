# /// script
# requires-python = ">=3.11"
# dependencies = ["pytest", "pytest-asyncio"]
#
# [tool.running-loop]
# files = ["pytest.ini"]
# timeline = "none"
# timeout = 60
# ///
"""Each test gets a server of its own, on a port that is free."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio


async def echo(reader: StreamReader, writer: StreamWriter) -> None:
    writer.write((await reader.readline()).upper())
    writer.close()
    await writer.wait_closed()


@pytest_asyncio.fixture
async def port() -> AsyncIterator[int]:
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def call(port: int, line: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(line)
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


@pytest.mark.asyncio
@pytest.mark.parametrize("line", [b"soup\n", b"bread\n"])
async def test_echo(port: int, line: bytes) -> None:
    assert await call(port, line) == line.upper()


if __name__ == "__main__":
    raise SystemExit(pytest.main(["-q", __file__]))
