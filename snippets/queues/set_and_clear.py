# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Set and cleared at once: who waits is woken, who comes waits."""

import asyncio


async def shop(name: str, opened: asyncio.Event) -> None:
    await opened.wait()
    print(f"{name}: woken, and the door is open: {opened.is_set()}")


async def main() -> None:
    opened = asyncio.Event()
    try:
        async with asyncio.timeout(0.5), asyncio.TaskGroup() as group:
            group.create_task(shop("Ada", opened), name="Ada")
            await asyncio.sleep(0)  # Ada begins to wait
            opened.set()
            opened.clear()
            group.create_task(shop("Ben", opened), name="Ben")
    except TimeoutError:
        print("Ben: still at the door")


asyncio.run(main())
