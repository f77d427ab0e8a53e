# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A call that has begun goes on; one that waits never begins."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def main(pool: ThreadPoolExecutor) -> None:
    loop = asyncio.get_running_loop()
    begun, go_on = threading.Event(), threading.Event()
    log: list[str] = []

    def cook(dish: str) -> None:
        log.append(f"{dish} begun")
        begun.set()
        go_on.wait(5)
        log.append(f"{dish} done")

    soup = loop.run_in_executor(pool, cook, "soup")
    fish = loop.run_in_executor(pool, cook, "fish")
    await asyncio.to_thread(begun.wait, 5)
    print("cancel:", soup.cancel(), fish.cancel())
    # The pool learns of it in the loop's next turn.
    await asyncio.sleep(0)
    go_on.set()
    await loop.run_in_executor(pool, log.append, "pool free")
    print(log)


with ThreadPoolExecutor(max_workers=1) as one:
    asyncio.run(main(one))
