# /// script
# requires-python = ">=3.11"
# ///
"""Slow calls hold all threads: looking up a name has to wait."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

disk_is_ready = threading.Event()


def back_up() -> None:
    disk_is_ready.wait(5)


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(2))
    backups = [loop.run_in_executor(None, back_up) for _ in range(2)]
    lookup = asyncio.create_task(
        loop.getaddrinfo("localhost", 80),
        name="lookup",
    )
    done, _ = await asyncio.wait({lookup}, timeout=1)
    print("found the address at once:", lookup in done)
    disk_is_ready.set()
    await asyncio.gather(*backups)
    print("found it in the end:", bool(await lookup))


asyncio.run(main())
