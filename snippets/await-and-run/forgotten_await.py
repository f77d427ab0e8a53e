# /// script
# requires-python = ">=3.11"
# ///
"""Without await, the coroutine itself is tested, and it is true."""

import asyncio


async def may_enter(name: str) -> bool:
    print("checking", name)
    await asyncio.sleep(0.1)
    return name == "Ada"


async def main() -> None:
    if may_enter("Mallory"):
        print("Mallory may enter")


asyncio.run(main())
