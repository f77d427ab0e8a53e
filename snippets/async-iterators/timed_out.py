# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A timeout around `anext` finishes an async generator."""

import asyncio
from collections.abc import AsyncIterator


async def messages() -> AsyncIterator[str]:
    for text in ("hello", "sorry, I was away", "bye"):
        await asyncio.sleep(0.2)
        yield text


async def cancelling() -> None:
    source = messages()
    try:
        async with asyncio.timeout(0.05):
            print(await anext(source))
    except TimeoutError:
        print("no message yet")
    print("messages left:", [text async for text in source])


async def waiting() -> None:
    source = messages()
    step = asyncio.ensure_future(anext(source))
    done, _ = await asyncio.wait([step], timeout=0.05)
    if not done:
        print("no message yet")
    print("first message:", await step)
    print("messages left:", [text async for text in source])


async def main() -> None:
    await cancelling()
    await waiting()


asyncio.run(main())
