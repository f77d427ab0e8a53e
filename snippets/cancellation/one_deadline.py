# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Several steps share one deadline: timeout_at."""

import asyncio


async def ask(shop: str, seconds: float, deadline: float) -> None:
    try:
        async with asyncio.timeout_at(deadline):
            await asyncio.sleep(seconds)
            print(shop, "answered")
    except TimeoutError:
        print(shop, "was too slow")


async def main() -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    deadline = start + 0.8
    await ask("baker", 0.1, deadline)
    await ask("butcher", 5, deadline)
    await ask("grocer", 5, deadline)
    print("one limit for all:", loop.time() - start < 1.5)


asyncio.run(main())
