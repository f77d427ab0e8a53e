# /// script
# requires-python = ">=3.11"
# ///
"""Each piece that arrives moves the deadline."""

import asyncio


async def receive(pauses: list[float]) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(0.6) as deadline:
            for number, pause in enumerate(pauses, 1):
                await asyncio.sleep(pause)
                print("piece", number)
                deadline.reschedule(loop.time() + 0.6)
    except TimeoutError:
        print("too long without a piece")
    else:
        print("complete")
    print("longer than 0.6 s:", loop.time() - start > 0.6)


async def main() -> None:
    await receive([0.15] * 5)
    await receive([0.1, 5])


asyncio.run(main())
