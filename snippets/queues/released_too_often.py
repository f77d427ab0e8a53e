# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "none"
# ///
"""Two ovens, three releases: what two kinds of semaphore make of it."""

import asyncio


async def bake(ovens: asyncio.Semaphore) -> None:
    await ovens.acquire()  # rye goes in
    await ovens.acquire()  # oat goes in
    ovens.release()  # rye comes out
    ovens.release()  # rye again, by mistake
    print("rye: released twice, no error")
    ovens.release()  # oat comes out
    places = 0
    while not ovens.locked():
        await ovens.acquire()
        places += 1
    print("two ovens, and places:", places)


async def main() -> None:
    for kind in (asyncio.Semaphore, asyncio.BoundedSemaphore):
        print(f"{kind.__name__}:")
        try:
            await bake(kind(2))
        except ValueError as error:
            print("oat:", error)


asyncio.run(main())
