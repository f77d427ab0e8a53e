# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A task that starts while it is made, without a factory."""

import asyncio


async def log_in(user: str) -> None:
    print(user, "is asked for a password")
    await asyncio.sleep(0.1)


async def main() -> None:
    loop = asyncio.get_running_loop()
    ada, bob = log_in("Ada"), log_in("Bob")
    try:
        first = asyncio.Task(ada, loop=loop, eager_start=True)
    except TypeError as error:
        print("TypeError:", error)
        first = asyncio.create_task(ada)
    second = asyncio.create_task(bob)
    print("both tasks made")
    await asyncio.wait([first, second])


asyncio.run(main())
