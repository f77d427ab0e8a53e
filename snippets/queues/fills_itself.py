# /// script
# requires-python = ">=3.11"
#
# [tool.running-loop]
# timeline = "folded"
# ///
"""A worker that puts into the bounded queue from which it takes."""

import asyncio

links = {"home": ["news", "shop", "help"]}


async def crawl(pages: asyncio.Queue[str]) -> None:
    while True:
        page = await pages.get()
        print("reads", page)
        for link in links.get(page, []):
            await pages.put(link)
            print("found", link)
        pages.task_done()


async def main() -> None:
    pages: asyncio.Queue[str] = asyncio.Queue(maxsize=2)
    await pages.put("home")
    async with asyncio.TaskGroup() as group:
        crawler = group.create_task(crawl(pages), name="crawler")
        try:
            async with asyncio.timeout(0.5):
                await pages.join()
        except TimeoutError:
            print("stuck, and the queue is full:", pages.full())
        crawler.cancel()


asyncio.run(main())
