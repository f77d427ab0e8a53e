# /// script
# requires-python = ">=3.11"
# ///
"""A note on an exception says for which data it was raised."""

import asyncio
import traceback

TEMPERATURES = {"kitchen": "21", "cellar": "cold"}


async def measure(room: str) -> int:
    await asyncio.sleep(0.1)
    try:
        return int(TEMPERATURES[room])
    except ValueError as error:
        error.add_note(f"while measuring the {room}")
        raise


async def main() -> None:
    for room in TEMPERATURES:
        try:
            print(room, await measure(room))
        except ValueError as error:
            print(*traceback.format_exception_only(error), sep="")


asyncio.run(main())
