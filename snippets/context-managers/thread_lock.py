# /// script
# requires-python = ">=3.11"
# ///
"""A thread's lock, held across an `await`, stops every task."""

import asyncio
import threading

lock = threading.Lock()


async def save(name: str) -> None:
    with lock:
        print(f"{name}: has the lock, awaits for 0.1 s")
        await asyncio.sleep(0.1)
    print(f"{name}: gave the lock back")


async def wait_for_lock(name: str) -> None:
    # `with lock` would wait for ever here. This gives up.
    print(f"{name}: waits for the lock, for 0.5 s at most")
    got_it = lock.acquire(timeout=0.5)
    print(f"{name}: got it: {got_it}")


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(save("first"))
        group.create_task(wait_for_lock("second"))


asyncio.run(main())
