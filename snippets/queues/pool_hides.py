# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""`except Exception` in the worker: a typo looks like bad luck."""

import asyncio

Letter = dict[str, str]
delivered: list[str] = []


async def deliver(letters: asyncio.Queue[Letter]) -> None:
    while True:
        letter = await letters.get()
        try:
            delivered.append(letter["adress"])
        except Exception:
            print("a bad letter, on to the next")
        finally:
            letters.task_done()


async def main() -> None:
    letters: asyncio.Queue[Letter] = asyncio.Queue()
    for number in (1, 2, 3):
        letters.put_nowait({"address": f"Lane {number}"})
    async with asyncio.TaskGroup() as group:
        postman = group.create_task(deliver(letters), name="postman")
        await letters.join()
        postman.cancel()
    print("all done, delivered:", len(delivered))


asyncio.run(main())
