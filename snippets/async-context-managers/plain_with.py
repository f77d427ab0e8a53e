# /// script
# requires-python = ">=3.11"
# ///
"""The wrong `with` for a manager is a `TypeError`."""

import asyncio
import os
from pathlib import Path


async def plain_with() -> None:
    with asyncio.Lock():
        print("never printed")


async def async_with() -> None:
    async with Path(os.devnull).open():
        print("never printed")


async def main() -> None:
    for attempt in (plain_with, async_with):
        try:
            await attempt()
        except TypeError as error:
            # Python 3.14 words the beginning and the end differently.
            _, _, reason = str(error).partition(" object ")
            print(f"{attempt.__name__}: {reason.split(' (')[0]}")


asyncio.run(main())
