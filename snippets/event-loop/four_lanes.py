# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "open"
# ///
"""Four tasks whose drawing has most of the signs."""

import asyncio
import time


async def music() -> None:
    await asyncio.sleep(60)


async def cook(soup: asyncio.Event) -> None:
    await asyncio.sleep(0.2)
    time.sleep(0.3)
    soup.set()


async def serve(soup: asyncio.Event) -> None:
    await soup.wait()
    print("serves the soup")


async def main() -> None:
    soup = asyncio.Event()
    playing = asyncio.create_task(music(), name="music")
    cooking = asyncio.create_task(cook(soup), name="cook")
    await asyncio.create_task(serve(soup), name="waiter")
    playing.cancel()
    await asyncio.wait([playing, cooking])


asyncio.run(main())
