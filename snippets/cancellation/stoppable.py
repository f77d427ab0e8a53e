# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# stage = ["main"]
# ///
"""The same worker, which catches errors and no cancellation."""

import asyncio


async def postman(bag: asyncio.Queue[str]) -> None:
    while True:
        letter = await bag.get()
        try:
            print("on the way:", letter)
            if letter == "to Mars":
                raise LookupError("no such street")
            await asyncio.sleep(0.5)
            print("delivered:", letter)
        except Exception as problem:
            print("not delivered:", letter, repr(problem))


async def main() -> None:
    bag: asyncio.Queue[str] = asyncio.Queue()
    for letter in ("to Mars", "to Ada", "to Ben"):
        bag.put_nowait(letter)
    task = asyncio.create_task(postman(bag), name="postman")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task], timeout=1)
    print("the postman has stopped:", task.done())


asyncio.run(main())
