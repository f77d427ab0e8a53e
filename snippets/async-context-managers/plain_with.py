# /// script
# requires-python = ">=3.10"
# ///
"""The wrong `with` is refused, and what was opened stays open."""

import asyncio
import os
from pathlib import Path


class Connection:
    def __init__(self) -> None:
        self.is_open = True

    async def __aenter__(self) -> None:
        print("enter method runs")

    async def __aexit__(self, *exception: object) -> None:
        print("exit method runs")
        self.is_open = False


async def main() -> None:
    connection = Connection()
    try:
        with connection:
            print("never printed")
    except (AttributeError, TypeError) as error:
        print("with:", type(error).__name__)
    print("  connection still open:", connection.is_open)

    with Path(os.devnull).open() as file:
        try:
            async with file:
                print("never printed")
        except (AttributeError, TypeError) as error:
            print("async with:", type(error).__name__)
        print("  file still open:", not file.closed)


asyncio.run(main())
