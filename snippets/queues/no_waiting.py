# /// script
# requires-python = ">=3.11"
# ///
"""put_nowait and get_nowait raise instead of waiting."""

import asyncio


async def main() -> None:
    readings: asyncio.Queue[int] = asyncio.Queue(maxsize=2)
    for degrees in (19, 20, 21):
        try:
            readings.put_nowait(degrees)
            print("kept", degrees)
        except asyncio.QueueFull:
            print("full: dropped", degrees)
    while True:
        try:
            print("read", readings.get_nowait())
        except asyncio.QueueEmpty:
            print("empty")
            break


asyncio.run(main())
