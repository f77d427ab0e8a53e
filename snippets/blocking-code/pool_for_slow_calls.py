# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""The slow calls have threads of their own."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

disk_is_ready = threading.Event()


def back_up() -> None:
    disk_is_ready.wait(5)


async def main(slow: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(2))
    backups = [loop.run_in_executor(slow, back_up) for _ in range(2)]
    lookup = asyncio.create_task(
        loop.getaddrinfo("localhost", 80),
        name="lookup",
    )
    done, _ = await asyncio.wait({lookup}, timeout=1)
    print("found the address at once:", lookup in done)
    disk_is_ready.set()
    await asyncio.gather(*backups)
    print("found it in the end:", bool(await lookup))


with ThreadPoolExecutor(2) as pool:
    asyncio.run(main(pool))
