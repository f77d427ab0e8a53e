# /// script
# requires-python = ">=3.11"
# ///
"""A plain `__exit__` cannot await the goodbye that it calls."""

import asyncio
from typing import Self


class Connection:
    def __enter__(self) -> Self:
        print("hello, server")
        return self

    def __exit__(self, *exception: object) -> None:
        self.say_goodbye()

    async def say_goodbye(self) -> None:
        await asyncio.sleep(0.1)
        print("goodbye, server")


async def main() -> None:
    with Connection():
        print("ask for the menu")
    print("after the block")


asyncio.run(main())
