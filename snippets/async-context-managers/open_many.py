# /// script
# requires-python = ">=3.11"
# ///
"""`AsyncExitStack` closes as many as were opened, last one first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager


@asynccontextmanager
async def connect(host: str) -> AsyncIterator[str]:
    await asyncio.sleep(0.05)
    if host == "broken":
        raise ConnectionError(f"no answer from {host}")
    print("  open", host)
    try:
        yield host
    finally:
        await asyncio.sleep(0.05)
        print("  close", host)


async def copy_to(hosts: list[str]) -> None:
    async with AsyncExitStack() as stack:
        stack.callback(print, "  the stack is empty")
        for host in hosts:
            await stack.enter_async_context(connect(host))
        print("  copy to", *hosts)


async def main() -> None:
    print("All answer")
    await copy_to(["north", "south"])
    print("The last one does not")
    try:
        await copy_to(["north", "south", "broken"])
    except ConnectionError as error:
        print("  caught:", error)


asyncio.run(main())
