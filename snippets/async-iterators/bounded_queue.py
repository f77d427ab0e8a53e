# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A bounded queue makes the producer wait for the consumer."""

import asyncio
from collections.abc import AsyncIterator

Numbers = asyncio.Queue[int | None]


async def produce(queue: Numbers) -> None:
    for number in range(1, 6):
        await queue.put(number)
        print("put", number)
    await queue.put(None)


async def stream(queue: Numbers) -> AsyncIterator[int]:
    while (item := await queue.get()) is not None:
        yield item


async def main() -> None:
    queue: Numbers = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(produce(queue))
        async for number in stream(queue):
            print("      got", number)
            await asyncio.sleep(0.1)
    print("end of stream")


asyncio.run(main())
