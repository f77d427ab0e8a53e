# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""An `__aexit__` that returns True swallows the cancellation."""

import asyncio


class Session:
    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *exception: object) -> bool:
        return True


async def work() -> None:
    async with Session():
        await asyncio.sleep(10)
    print("  goes on after the block")


async def main() -> None:
    print("Cancel it")
    task = asyncio.create_task(work())
    await asyncio.sleep(0)  # let it enter its block
    task.cancel()
    await task
    print("  cancelled:", task.cancelled())

    print("Give it 0.1 s")
    async with asyncio.timeout(0.1) as limit:
        await work()
    print("  no TimeoutError, though expired:", limit.expired())


asyncio.run(main())
