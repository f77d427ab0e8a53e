# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""Crawlers that put into the bounded queue from which they take."""

import asyncio


async def crawl(pages: asyncio.Queue[str], read: list[str]) -> None:
    while True:
        page = await pages.get()
        read.append(page)
        for number in (1, 2, 3):  # each page links to three others
            await pages.put(f"{page}/{number}")
        pages.task_done()


async def visit(crawlers: int) -> None:
    pages: asyncio.Queue[str] = asyncio.Queue(maxsize=10)
    read: list[str] = []
    pages.put_nowait("home")
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(crawl(pages, read))
            for _ in range(crawlers)
        ]
        await asyncio.wait(tasks, timeout=0.5)
        print(f"crawlers: {crawlers}, pages: {len(read)}", end=", ")
        print("stuck, and the queue is full:", pages.full())
        for task in tasks:
            task.cancel()


async def main() -> None:
    for crawlers in (1, 2, 20):
        await visit(crawlers)


asyncio.run(main())
