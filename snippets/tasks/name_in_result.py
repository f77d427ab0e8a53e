# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""On each Python: the coroutine itself says whose answer it is."""

import asyncio


async def fetch(server: str, seconds: float) -> tuple[str, str]:
    await asyncio.sleep(seconds)
    return server, "the page"


async def main() -> None:
    tasks = [
        asyncio.create_task(fetch("slow", 0.5)),
        asyncio.create_task(fetch("fast", 0.1)),
    ]
    for step in asyncio.as_completed(tasks):
        server, answer = await step
        print(server, "server sent", answer)


asyncio.run(main())
