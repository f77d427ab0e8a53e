# /// script
# requires-python = ">=3.11"
# ///
"""Three postmen share one queue: no letter is delivered twice."""

import asyncio

delivered: list[str] = []


async def deliver(letters: asyncio.Queue[str]) -> None:
    while True:
        letter = await letters.get()
        try:
            await asyncio.sleep(0.2)
            delivered.append(letter)
        finally:
            letters.task_done()


async def main() -> None:
    letters: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        postmen = [
            group.create_task(deliver(letters), name=name)
            for name in ("Ada", "Ben", "Cem")
        ]
        for number in range(1, 7):
            await letters.put(f"letter {number}")
        print("tasks:", len(asyncio.all_tasks()))
        await letters.join()
        for postman in postmen:
            postman.cancel()
    print("letters delivered:", len(delivered))
    print("different letters:", len(set(delivered)))


asyncio.run(main())
