# /// script
# requires-python = ">=3.11"
# ///
"""Two old ways to write and start coroutines are gone."""

import asyncio


async def measure(room: str) -> str:
    await asyncio.sleep(0.1)
    return f"{room}: 21 degrees"


async def main() -> None:
    print("coroutine decorator:", hasattr(asyncio, "coroutine"))

    coroutine = measure("kitchen")
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print("TypeError:", error)

    done, _ = await asyncio.wait([asyncio.create_task(coroutine)])
    for task in done:
        print(task.result())


asyncio.run(main())
