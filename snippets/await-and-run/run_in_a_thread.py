# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Another thread has no running loop, so asyncio.run works there."""

import asyncio


async def fetch_title() -> str:
    await asyncio.sleep(0.2)
    return "Running Loop"


def title_for_plain_code() -> str:
    return asyncio.run(fetch_title())


async def main() -> None:
    title = asyncio.create_task(
        asyncio.to_thread(title_for_plain_code),
    )
    await asyncio.sleep(0.05)
    print("this loop goes on while the other one runs")
    print("from the thread:", await title)


asyncio.run(main())
