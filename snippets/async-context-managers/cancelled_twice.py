# /// script
# requires-python = ">=3.11"
# ///
"""A second cancellation cuts clean-up off, unless it is a task."""

import asyncio


class Fragile:
    async def __aenter__(self) -> None:
        self.leaving = asyncio.Event()

    async def __aexit__(self, *exception: object) -> None:
        self.leaving.set()
        await asyncio.sleep(0.1)
        print(type(self).__name__, "closed")


class Sturdy(Fragile):
    async def __aexit__(self, *exception: object) -> None:
        closing = asyncio.create_task(super().__aexit__())
        try:
            await asyncio.shield(closing)
        finally:
            await closing


async def work(manager: Fragile) -> None:
    async with asyncio.timeout(0.1), manager:
        await asyncio.sleep(10)


async def main() -> None:
    for manager in (Fragile(), Sturdy()):
        task = asyncio.create_task(work(manager))
        await asyncio.sleep(0)  # let it enter its block
        await manager.leaving.wait()
        task.cancel()
        await asyncio.wait([task])
        print(type(manager).__name__, "cancelled:", task.cancelled())


asyncio.run(main())
