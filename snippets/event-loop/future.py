# /// script
# requires-python = ">=3.11"
# ///
"""A future: a task waits for it until somebody sets its result."""

import asyncio


async def waiter(dish: asyncio.Future[str]) -> None:
    print("waiter: waits at the counter")
    print("waiter: serves the", await dish)


async def main() -> None:
    loop = asyncio.get_running_loop()
    dish: asyncio.Future[str] = loop.create_future()
    task = asyncio.create_task(waiter(dish), name="waiter")
    await asyncio.sleep(0.2)
    print("kitchen: the dish is ready, done:", dish.done())
    dish.set_result("soup")
    print("kitchen: result set, done:", dish.done())
    await task


asyncio.run(main())
