# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "open"
# ///
"""A future lets you await what reports by a callback."""

import asyncio
from collections.abc import Callable


def listen(on_ring: Callable[[str], object]) -> None:
    """Some library for doorbells, which knows nothing of await."""

    def ring() -> None:
        on_ring("Ada")
        on_ring("Bob")

    asyncio.get_running_loop().call_later(0.1, ring)


async def visitor() -> str:
    bell: asyncio.Future[str] = (
        asyncio.get_running_loop().create_future()
    )

    def answer(name: str) -> None:
        print("bell:", name, "and already answered:", bell.done())
        if not bell.done():
            bell.set_result(name)

    listen(answer)
    return await bell


async def main() -> None:
    print("door: opens for", await visitor())


asyncio.run(main())
