# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Plain methods will do, if what they return can be awaited."""

import asyncio
import inspect
from collections.abc import Awaitable


class Kitchen:
    def __aenter__(self) -> Awaitable[str]:
        return asyncio.sleep(0.1, "the cook")

    def __aexit__(self, *exception: object) -> Awaitable[None]:
        return asyncio.create_task(self.tidy_up())

    async def tidy_up(self) -> None:
        await asyncio.sleep(0.1)
        print("all tidy")


class Shed(Kitchen):
    def __aenter__(self) -> None:  # type: ignore[override]
        return None


async def main() -> None:
    enter = Kitchen.__aenter__
    print("async def:", inspect.iscoroutinefunction(enter))
    async with Kitchen() as who:
        print("inside:", who)
    try:
        async with Shed():
            print("never printed")
    except TypeError as error:
        print("nothing to await:", type(error).__name__)


asyncio.run(main())
