# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Clean-up runs, and is awaited, however the block ends."""

import asyncio


class Connection:
    async def __aenter__(self) -> None:
        pass

    async def __aexit__(
        self, kind: type[BaseException] | None, *rest: object
    ) -> None:
        print("  exit is told:", kind.__name__ if kind else None)
        await asyncio.sleep(0.05)
        print("  closed")


async def work(way: str) -> None:
    async with Connection():
        if way == "raise":
            raise ValueError("bad row")
        if way == "wait":
            await asyncio.sleep(10)


async def main() -> None:
    for way in ("end", "raise", "wait"):
        print(way)
        task = asyncio.create_task(work(way))
        await asyncio.sleep(0)  # let it enter its block
        if way == "wait":
            print("  task.cancel()")
            task.cancel()
        await asyncio.wait([task])
        cancelled = task.cancelled()
        print("  task:", "cancelled" if cancelled else task.exception())


asyncio.run(main())
