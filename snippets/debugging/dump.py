# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Upon a signal, a hung program tells where each task stands."""

import asyncio
import os
import signal

stove, pan = asyncio.Lock(), asyncio.Lock()


async def fry() -> None:
    async with stove:
        await asyncio.sleep(0.1)
        async with pan:
            print("Ada: fries an egg")


async def scrub() -> None:
    async with pan:
        await asyncio.sleep(0.1)
        async with stove:
            print("Bob: boils the pan out")


def dump() -> None:
    for task in sorted(asyncio.all_tasks(), key=asyncio.Task.get_name):
        task.print_stack()


async def main() -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, dump)
    ada = asyncio.create_task(fry(), name="Ada")
    bob = asyncio.create_task(scrub(), name="Bob")
    loop.call_later(0.5, os.kill, os.getpid(), signal.SIGUSR1)
    await asyncio.wait([ada, bob], timeout=1)


asyncio.run(main())
