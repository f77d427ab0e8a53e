# /// script
# requires-python = ">=3.11"
# ///
"""`join` returns when every letter that was put in is sorted."""

import asyncio


async def sort(letters: asyncio.Queue[str]) -> None:
    while True:
        letter = await letters.get()
        print("sorter: takes", letter, "- empty:", letters.empty())
        await asyncio.sleep(0.2)
        print("sorter:", letter, "is sorted")
        letters.task_done()


async def main() -> None:
    letters: asyncio.Queue[str] = asyncio.Queue()
    for name in ("Ada", "Ben"):
        letters.put_nowait(name)
    async with asyncio.TaskGroup() as group:
        sorter = group.create_task(sort(letters), name="sorter")
        await letters.join()
        print("main: all letters are sorted")
        sorter.cancel()
    print("main: the sorter has ended:", sorter.cancelled())


asyncio.run(main())
