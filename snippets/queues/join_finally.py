# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`task_done` in `finally`: every letter counts, also a bad one."""

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
        try:
            find(name)
        except UnknownHouseError:
            print("back to the sender:", name)
        finally:
            letters.task_done()


async def main() -> None:
    letters: asyncio.Queue[str] = asyncio.Queue()
    for name in ("Ada", "Ben", "Cem"):
        letters.put_nowait(name)
    async with asyncio.TaskGroup() as group:
        postman = group.create_task(deliver(letters), name="postman")
        await letters.join()
        postman.cancel()
    print("all letters are dealt with")


asyncio.run(main())
