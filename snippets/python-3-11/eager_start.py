# /// script
# requires-python = ">=3.11,!=3.13.*"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""One task starts at once, and the others when the loop is free."""

import asyncio


async def log_in(user: str) -> None:
    print(user, "is asked for a password")
    await asyncio.sleep(0.1)


async def main() -> None:
    ada, bob = log_in("Ada"), log_in("Bob")
    try:
        first = asyncio.create_task(ada, eager_start=True)
    except TypeError as error:
        print("TypeError:", error)
        first = asyncio.create_task(ada)
    second = asyncio.create_task(bob)
    print("both tasks made")
    await asyncio.wait([first, second])


asyncio.run(main())
