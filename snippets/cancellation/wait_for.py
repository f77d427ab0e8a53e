# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""wait_for cancels, and waits until what it cancelled has ended."""

import asyncio


async def call(name: str) -> str:
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(0.5)
        print(name, "has hung up")
        if name == "Eve":
            return "hello, I am late"
        raise
    return "hello"


async def main() -> None:
    loop = asyncio.get_running_loop()
    for name in ("Ada", "Eve"):
        start = loop.time()
        try:
            print(
                name, "says:", await asyncio.wait_for(call(name), 0.1)
            )
        except TimeoutError:
            print("time limit of 0.1 s for", name)
        print("took 0.5 s or longer:", loop.time() - start >= 0.5)


asyncio.run(main())
