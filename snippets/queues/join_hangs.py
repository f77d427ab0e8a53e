# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A worker dies before `task_done`, and `join` waits for ever."""

import asyncio


class UnknownHouseError(Exception):
    pass


def find(name: str) -> None:
    if name == "Ben":
        raise UnknownHouseError(name)
    print("found the house of", name)


async def deliver(letters: asyncio.Queue[str]) -> None:
    while True:
        name = await letters.get()
        find(name)
        letters.task_done()


async def main() -> None:
    letters: asyncio.Queue[str] = asyncio.Queue()
    for name in ("Ada", "Ben", "Cem"):
        letters.put_nowait(name)
    postman = asyncio.create_task(deliver(letters), name="postman")
    try:
        async with asyncio.timeout(0.5):
            await letters.join()
    except TimeoutError:
        print("join still waits")
    print("the postman:", repr(postman.exception()))


asyncio.run(main())
