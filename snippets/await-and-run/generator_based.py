# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A generator with types.coroutine is an awaitable, too."""

import asyncio
import types
from collections.abc import Generator


@types.coroutine
def give_way() -> Generator[None, None, str]:
    print("give_way: suspends")
    yield
    return "back again"


async def phone() -> None:
    print("  phone answered")


async def main() -> None:
    task = asyncio.create_task(phone())
    print("main:", await give_way())
    await task


asyncio.run(main())
